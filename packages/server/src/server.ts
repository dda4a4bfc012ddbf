/** The HTTP server under the routes: limits, time-outs, request ids, security headers, logs. What no route may lack is here. */
import type { Socket } from 'node:net';
import { OAuthError, redactQuery } from '@valetkey/protocol';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { limitConnections } from './connection-limits.ts';
import { isHttps } from './domain/browsers.ts';
import type { Core } from './domain/core.ts';
import { newId } from './domain/ids.ts';
import { errorAnswer } from './errors.ts';
import { securityHeaders, send } from './http/send.ts';
import { pathOf } from './read-incoming.ts';
import { BODY_LIMIT, toKnownError } from './known-errors.ts';

/** Our paths have no other characters: an encoded, doubled or dotted spelling is no second way in (S-A27). */
const PLAIN_PATH = /^(?:\/[A-Za-z0-9_.-]+)+$/;
/** Envoy appends the path of the call it asks about. */
const ENVOY_PATH = /^\/[a-z0-9-]+\/guard\/envoy\//;

export function newServer(core: Core): FastifyInstance {
  const always = securityHeaders(isHttps(core));
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    logger: false,
    trustProxy: core.config.trustedProxies?.length ? [...core.config.trustedProxies] : false,
    genReqId: () => `req_${newId(core.clock.nowMs())}`,
    exposeHeadRoutes: false,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 5_000,
    // Looked at every two seconds: by default a slow request would live up to thirty seconds longer.
    http: { headersTimeout: 10_000, maxHeaderSize: 16_384, connectionsCheckingInterval: 2000 },
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
    const problem = refuseEarly(request);
    if (problem) send(reply, errorAnswer(problem, request.id));
    else done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    logRequest(core, request, reply);
    done();
  });
  app.setNotFoundHandler((request, reply) =>
    send(reply, errorAnswer(new OAuthError('not_found', 'There is nothing at this address.'), request.id)),
  );
  app.setErrorHandler((error, request, reply) =>
    send(reply, errorAnswer(toKnownError(core, error, request), request.id)),
  );
  return app;
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

function refuseEarly(request: FastifyRequest): OAuthError | null {
  const path = pathOf(request);
  if (!PLAIN_PATH.test(path) && !ENVOY_PATH.test(path))
    return new OAuthError('not_found', 'There is nothing at this address.');
  const encoding = request.headers['content-encoding'];
  // What a proxy asks about (forward authentication) carries the headers of a call whose body stays with the proxy.
  const isForwarded = path.endsWith('/guard') || ENVOY_PATH.test(path);
  if (encoding !== undefined && encoding !== 'identity' && !isForwarded)
    return new OAuthError('unsupported_media_type', 'Send the body without compression.');
  return null;
}

function logRequest(core: Core, request: FastifyRequest, reply: FastifyReply): void {
  const { endpoint = 'none', provider = '' } = request.routeOptions.config as {
    endpoint?: string;
    provider?: string;
  };
  core.metrics.requests.inc({ provider, endpoint, status: reply.statusCode });
  // A long poll's duration says nothing.
  if (endpoint !== 'feed') core.metrics.duration.observe({ endpoint }, reply.elapsedTime / 1000);
  core.log.info(
    {
      requestId: request.id,
      method: request.method,
      path: redactQuery(request.url),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      address: request.ip,
    },
    'request',
  );
}
