/** Sends an answer: the one place where status, security headers, cookies and caching are set. */
import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { Answer, PageAnswer } from './answer.ts';
import { renderCookie } from './cookies.ts';

/** On every answer, whatever it is (S-N3). `https`: this deployment is reached by https. */
export function securityHeaders(https: boolean): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'x-frame-options': 'DENY',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cache-control': 'no-store',
    ...(https ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}

export function send(reply: FastifyReply, answer: Answer): FastifyReply {
  if ('headers' in answer && answer.headers) reply.headers(answer.headers);
  if ('cookies' in answer && answer.cookies?.length)
    reply.header('set-cookie', answer.cookies.map(renderCookie));
  switch (answer.kind) {
    case 'json':
      return sendJson(reply, answer);
    case 'text':
      return reply.code(answer.status).header('content-type', answer.contentType).send(answer.body);
    case 'file':
      return reply
        .header('content-type', answer.contentType)
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('vary', 'accept-encoding')
        .headers(answer.encoding === null ? {} : { 'content-encoding': answer.encoding })
        .send(answer.bytes);
    case 'empty':
      return reply.code(answer.status).send();
    case 'redirect':
      return reply.code(303).header('location', answer.location).send();
    case 'page': {
      const nonce = randomBytes(18).toString('base64url');
      return reply
        .code(answer.status)
        .header('content-type', 'text/html; charset=utf-8')
        .header('content-security-policy', pagePolicy(nonce, answer.formTargets, answer.script))
        .send(answer.html(nonce));
    }
  }
}

function sendJson(reply: FastifyReply, answer: Extract<Answer, { kind: 'json' }>): FastifyReply {
  const text = JSON.stringify(answer.body);
  reply.code(answer.status).header('content-type', 'application/json; charset=utf-8');
  if (answer.cacheSeconds === undefined) return reply.send(text);
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  reply.header('cache-control', `public, max-age=${answer.cacheSeconds}`).header('etag', etag);
  return isKnown(etag, reply.request.headers['if-none-match']) ? reply.code(304).send() : reply.send(text);
}

/** RFC 9110 §13.1.2; weakly compared, since caches on the way weaken tags. */
function isKnown(etag: string, ifNoneMatch: string | undefined): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map(tag => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}

/** S-N2. Chromium holds `form-action` against every redirect that follows a form, so the app's own origin must stand in it. */
function pagePolicy(nonce: string, formTargets: readonly string[], script: PageAnswer['script']): string {
  return [
    "default-src 'none'",
    `style-src ${script === 'bundle' ? "'self' " : ''}'nonce-${nonce}'`,
    ...(script === 'inline' ? [`script-src 'nonce-${nonce}'`] : []),
    ...(script === 'bundle' ? ["script-src 'self'", "font-src 'self'", "connect-src 'self'"] : []),
    "img-src 'self' data:",
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
