/** The HTTP server under the routes: limits, time-outs, request ids, security headers, logs. What no route may lack is here. */
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type Server as HttpServer,
} from 'node:http';
import type { Socket } from 'node:net';
import proxyAddress from '@fastify/proxy-addr';
import { OAuthError } from '@valetkey/protocol';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { limitConnections } from './connection-limits.ts';
import { isHttps } from './domain/browsers.ts';
import type { Core } from './domain/core.ts';
import { newId } from './domain/ids.ts';
import type { RouteTally } from './domain/request-tally.ts';
import { errorAnswer } from './errors.ts';
import { securityHeaders, send } from './http/send.ts';
import { DirectRoutes } from './direct-routes.ts';
import { BODY_LIMIT, toKnownError } from './known-errors.ts';
import { logRequest } from './log-request.ts';
import { pathOf, readIncoming } from './read-incoming.ts';

/** Our paths have no other characters: an encoded, doubled or dotted spelling is no second way in (S-A27). */
const PLAIN_PATH = /^(?:\/[A-Za-z0-9_.-]+)+$/;
/** Envoy appends the path of the call it asks about. */
const ENVOY_PATH = /^\/[a-z0-9-]+\/guard\/envoy\//;

export interface Server {
  app: FastifyInstance;
  direct: DirectRoutes;
}

export function newServer(core: Core): Server {
  const always = securityHeaders(isHttps(core));
  const trusted = core.config.trustedProxies?.length ? [...core.config.trustedProxies] : null;
  const direct = new DirectRoutes(core, { always, refuseEarly, addressOf: addressReader(trusted) });
  const elsewhere = core.metrics.requests.of('', 'none');
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    logger: false,
    trustProxy: trusted ?? false,
    genReqId: () => `req_${newId(core.clock.nowMs())}`,
    exposeHeadRoutes: false,
    // While the node ends, what still comes on an open connection is answered; `connection: close` says that it was the last.
    return503OnClosing: false,
    serverFactory: handler =>
      newHttpServer((request, response) => {
        if (!direct.handle(request, response)) handler(request, response);
      }),
    routerOptions: {
      ignoreTrailingSlash: false,
      ignoreDuplicateSlashes: false,
      caseSensitive: true,
      maxParamLength: 64,
      querystringParser: () => ({}),
    },
    // No hook runs for an address that cannot be decoded.
    clientErrorHandler: refuseUnparsable,
    frameworkErrors: (_error, request, reply) =>
      void send(
        (reply as FastifyReply).headers(always).header('x-request-id', request.id),
        errorAnswer(new OAuthError('invalid_request', 'The address is malformed.'), request.id),
      ),
  });
  limitConnections(app.server, core.config);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes));
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(always).header('x-request-id', request.id);
    if (core.readiness.isDraining) reply.header('connection', 'close');
    const problem = refuseEarly(pathOf(request), request.headers);
    if (problem) send(reply, errorAnswer(problem, request.id));
    else done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { tally = elsewhere } = request.routeOptions.config as { tally?: RouteTally };
    const { statusCode: status, elapsedTime: ms } = reply;
    logRequest(core, tally, { incoming: readIncoming(request), status, ms });
    done();
  });
  app.setNotFoundHandler((request, reply) =>
    send(reply, errorAnswer(new OAuthError('not_found', 'There is nothing at this address.'), request.id)),
  );
  app.setErrorHandler((error, request, reply) =>
    send(
      reply,
      errorAnswer(toKnownError(core, error, { requestId: request.id, url: request.url }), request.id),
    ),
  );
  return { app, direct };
}

function newHttpServer(listener: RequestListener): HttpServer {
  // Looked at every two seconds: by default a slow request would live up to thirty seconds longer.
  const limits = { headersTimeout: 10_000, maxHeaderSize: 16_384, connectionsCheckingInterval: 2000 };
  const server = createServer(limits, listener);
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 5_000;
  server.setTimeout(60_000);
  return server;
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
    return new OAuthError('not_found', 'There is nothing at this address.');
  const encoding = headers['content-encoding'];
  // What a proxy asks about (forward authentication) carries the headers of a call whose body stays with the proxy.
  const isForwarded = path.endsWith('/guard') || ENVOY_PATH.test(path);
  if (encoding !== undefined && encoding !== 'identity' && !isForwarded)
    return new OAuthError('unsupported_media_type', 'Send the body without compression.');
  return null;
}
