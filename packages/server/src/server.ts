/** The HTTP server under the routes: limits, time-outs, request ids, security headers, logs. What no route may lack is here. */
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server as HttpServer,
  type ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import proxyAddress from '@fastify/proxy-addr';
import { OAuthError, say } from '@valetkey/protocol';
import { limitConnections } from './connection-limits.ts';
import { isHttps } from './domain/browsers.ts';
import type { Core } from './domain/core.ts';
import { newId } from './domain/ids.ts';
import type { RouteTally } from './domain/request-tally.ts';
import { errorAnswer, errorPage } from './errors.ts';
import type { Answer } from './http/answer.ts';
import type { Incoming } from './http/incoming.ts';
import { listenOn } from './http/listen-on.ts';
import { OpenConnections } from './http/open-connections.ts';
import { readBody } from './http/read-body.ts';
import { Router } from './http/router.ts';
import { securityHeaders, send } from './http/send.ts';
import { BODY_LIMIT, toKnownError } from './known-errors.ts';
import { logRequest } from './log-request.ts';

/** Our paths have no other characters: an encoded, doubled or dotted spelling is no second way in (S-A27). */
const PLAIN_PATH = /^(?:\/[A-Za-z0-9_.-]+)+$/;
/** Envoy appends the path of the call it asks about. */
const ENVOY_PATH = /^\/[a-z0-9-]+\/guard\/envoy\//;

export interface Route {
  tally: RouteTally;
  /** Never rejects: it renders its own errors. */
  respond(incoming: Incoming): Promise<Answer>;
}

export class WebServer {
  readonly #core: Core;
  readonly #always: Readonly<Record<string, string>>;
  readonly #addressOf: (request: IncomingMessage) => string;
  readonly #routes = new Router<Route>();
  /** For what no route answers. */
  readonly #elsewhere: RouteTally;
  readonly #connections = new OpenConnections();
  #servers: HttpServer[] = [];
  #isClosing = false;

  constructor(core: Core) {
    const trusted = core.config.trustedProxies?.length ? [...core.config.trustedProxies] : null;
    this.#core = core;
    this.#always = securityHeaders(isHttps(core));
    this.#addressOf = addressReader(trusted);
    this.#elsewhere = core.metrics.requests.of('', 'none');
  }

  add(methods: readonly string[], path: string, route: Route): void {
    this.#routes.add(methods, path, route);
  }

  /**
   * @param at `localhost` is every address that the name has.
   * @throws what `node:net` throws, among them EADDRINUSE and EACCES
   */
  async listen(at: { port: number; host: string }): Promise<void> {
    this.#servers = await listenOn(at, () => {
      const server = newHttpServer();
      limitConnections(server, this.#core.config);
      server.on('connection', socket => this.#connections.add(socket));
      return server.on('request', (request, response) => this.handle(request, response));
    });
  }

  /** The port that was taken; 0 before it listens. */
  get port(): number {
    const address = this.#servers[0]?.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** Takes no new connection; resolves when what was asked is answered. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#connections.close(this.#servers);
    this.#servers = [];
  }

  /** The way of every request. */
  handle(request: IncomingMessage, response: ServerResponse): void {
    const begun = performance.now();
    const url = request.url ?? '';
    const path = pathOf(url);
    const found = this.#routes.find(path);
    const route = found?.methods.get(request.method ?? '');
    const incoming: Incoming = {
      method: request.method ?? '',
      path,
      rawQuery: url.slice(path.length + 1),
      headers: request.headers,
      route: found?.route ?? {},
      body: null,
      address: this.#addressOf(request),
      requestId: `req_${newId(this.#core.clock.nowMs())}`,
    };
    this.#connections.answering(request.socket, response);
    const answer = (given: Answer): void => {
      // While the node ends, what still comes on an open connection is answered; this says that it was the last.
      if (this.#isClosing || this.#core.readiness.isDraining) response.setHeader('connection', 'close');
      const status = send(request, response, this.#always, incoming.requestId, given, error =>
        this.#core.log.error({ err: error, requestId: incoming.requestId }, 'an answer broke off'),
      );
      const ms = performance.now() - begun;
      logRequest(this.#core, route?.tally ?? this.#elsewhere, { incoming, status, ms });
    };
    const refuse = (error: unknown): void => {
      const known = toKnownError(this.#core, error, { requestId: incoming.requestId, url });
      answer(this.#pageFor(known, incoming) ?? errorAnswer(known, incoming.requestId));
    };
    const problem = refuseEarly(path, request.headers);
    if (problem !== null) return refuse(problem);
    if (found === null) return refuse(new OAuthError('not_found', say('nothing_here')));
    if (route === undefined) {
      // S-A26
      const allow = [...found.methods.keys()].join(', ');
      response.setHeader('allow', allow);
      return refuse(new OAuthError('method_not_allowed', say('method_not_taken', { methods: allow })));
    }
    readBody(request, BODY_LIMIT, (outcome, bytes) => {
      if (outcome === 'too-large') {
        // What is still on its way is not read.
        response.setHeader('connection', 'close');
        refuse(new OAuthError('content_too_large', say('body_too_large', { limit: BODY_LIMIT })));
        return;
      }
      if (outcome === 'gone') return;
      if (bytes !== null) incoming.body = { contentType: request.headers['content-type'] ?? '', bytes };
      route.respond(incoming).then(answer, refuse);
    });
  }

  /** Who typed a wrong address below a provider's own reads a page and not JSON; null for everybody else. */
  #pageFor(error: Error, incoming: Incoming): Answer | null {
    if (incoming.method !== 'GET' || !incoming.headers['accept']?.includes('text/html')) return null;
    const provider = this.#core.providers.get(incoming.path.split('/', 2)[1] ?? '');
    return provider === undefined ? null : errorPage(this.#core, provider, error, incoming, null);
  }
}

function pathOf(url: string): string {
  const at = url.indexOf('?');
  return at < 0 ? url : url.slice(0, at);
}

function newHttpServer(): HttpServer {
  // Looked at every two seconds: by default a slow request would live up to thirty seconds longer.
  const limits = { headersTimeout: 10_000, maxHeaderSize: 16_384, connectionsCheckingInterval: 2000 };
  const server = createServer(limits);
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 5_000;
  server.setTimeout(60_000);
  return server.on('clientError', refuseUnparsable);
}

/** The client's address; a forwarded one only from a trusted proxy. */
function addressReader(trusted: readonly string[] | null): (request: IncomingMessage) => string {
  // Undefined, whatever the type says, where the caller hung up while we read.
  if (trusted === null) return request => request.socket.remoteAddress ?? 'unknown';
  const trust = proxyAddress.compile([...trusted]);
  return request => proxyAddress(request, trust) ?? 'unknown';
}

/** What is not even HTTP: answered on the bare socket, with the headers every answer has. */
function refuseUnparsable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const status =
    error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
  const body = JSON.stringify({
    error: 'invalid_request',
    error_description: 'This is no HTTP request that we can read.',
  });
  const headers = {
    ...securityHeaders(false),
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n${body}`);
}

function refuseEarly(path: string, headers: IncomingHttpHeaders): OAuthError | null {
  if (!PLAIN_PATH.test(path) && !ENVOY_PATH.test(path))
    return new OAuthError('not_found', say('nothing_here'));
  const encoding = headers['content-encoding'];
  // What a proxy asks about (forward authentication) carries the headers of a call whose body stays with the proxy.
  const isForwarded = path.endsWith('/guard') || ENVOY_PATH.test(path);
  if (encoding !== undefined && encoding !== 'identity' && !isForwarded)
    return new OAuthError('unsupported_media_type', say('body_compressed'));
  return null;
}
