/** From the framework's request to plain values. */
import type { FastifyRequest } from 'fastify';
import type { RawBody } from './http/bodies.ts';
import type { Incoming } from './http/incoming.ts';

export function pathOf({ url }: { url: string }): string {
  const at = url.indexOf('?');
  return at < 0 ? url : url.slice(0, at);
}

export function readIncoming(request: FastifyRequest): Incoming {
  const path = pathOf(request);
  return {
    method: request.method,
    path,
    rawQuery: request.url.slice(path.length + 1),
    headers: request.headers,
    route: request.params as Record<string, string>,
    body: readBody(request),
    // Undefined, whatever the type says, where the caller hung up while we read.
    address: request.ip ?? 'unknown',
    requestId: request.id,
  };
}

function readBody(request: FastifyRequest): RawBody | null {
  return request.body instanceof Buffer
    ? { contentType: request.headers['content-type'] ?? '', bytes: request.body }
    : null;
}
