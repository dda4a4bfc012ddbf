/** Sends an answer: the one place where status, security headers, cookies and caching are set. */
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeader, ServerResponse } from 'node:http';
import { Readable, pipeline } from 'node:stream';
import type { Answer, PageAnswer } from './answer.ts';
import { type SetCookie, renderCookie } from './cookies.ts';

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

/** An answer as it goes over the wire, beside the headers that every answer has. */
interface Rendered {
  status: number;
  headers: Record<string, string | readonly string[]>;
  body: string | Buffer | Readable;
}

/** `always`: what every answer has; `onBroken`: of one that takes its time. Returns the status. */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  always: Readonly<Record<string, string>>,
  requestId: string,
  answer: Answer,
  onBroken: (error: Error) => void,
): number {
  const { status, headers, body } = render(answer, request.headers['if-none-match']);
  const length = status === 304 || body instanceof Readable ? null : Buffer.byteLength(body);
  response.writeHead(status, allHeaders(always, headers, requestId, length));
  if (body instanceof Readable)
    pipeline(body, response, error => {
      // Who hung up wanted no more.
      if (error && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') onBroken(error);
    });
  else response.end(body);
  return status;
}

/** Names and values in turn: what Node writes fastest. */
function allHeaders(
  always: Readonly<Record<string, string>>,
  own: Rendered['headers'],
  requestId: string,
  length: number | null,
): OutgoingHttpHeader[] {
  const all: OutgoingHttpHeader[] = ['x-request-id', requestId];
  for (const name in always) if (!(name in own)) all.push(name, always[name]!);
  for (const name in own) all.push(name, own[name] as string);
  if (length !== null) all.push('content-length', String(length));
  return all;
}

function render(answer: Answer, ifNoneMatch: string | undefined): Rendered {
  const headers: Rendered['headers'] = { ...('headers' in answer ? answer.headers : undefined) };
  if ('cookies' in answer && answer.cookies?.length) setCookies(headers, answer.cookies);
  switch (answer.kind) {
    case 'json':
      return renderJson(answer, headers, ifNoneMatch);
    case 'text':
      headers['content-type'] = answer.contentType;
      return { status: answer.status, headers, body: answer.body };
    case 'file':
      headers['content-type'] = answer.contentType;
      headers['cache-control'] = 'public, max-age=31536000, immutable';
      headers['vary'] = 'accept-encoding';
      if (answer.encoding !== null) headers['content-encoding'] = answer.encoding;
      return { status: 200, headers, body: answer.bytes };
    case 'stream':
      headers['content-type'] = answer.contentType;
      return { status: 200, headers, body: Readable.from(answer.chunks) };
    case 'empty':
      return { status: answer.status, headers, body: '' };
    case 'redirect':
      headers['location'] = answer.location;
      return { status: 303, headers, body: '' };
    case 'page': {
      const nonce = randomBytes(18).toString('base64url');
      headers['content-type'] = 'text/html; charset=utf-8';
      headers['content-security-policy'] = pagePolicy(nonce, answer.formTargets, answer.script);
      return { status: answer.status, headers, body: answer.html(nonce) };
    }
  }
}

/** Where a session ends, what the browser kept of it goes, too: pages for the back button among it (S-L11). */
function setCookies(headers: Rendered['headers'], cookies: readonly SetCookie[]): void {
  headers['set-cookie'] = cookies.map(renderCookie);
  if (cookies.some(({ value }) => value === null)) headers['clear-site-data'] = '"cache"';
}

function renderJson(
  { body: value, cacheSeconds, status }: Extract<Answer, { kind: 'json' }>,
  headers: Rendered['headers'],
  ifNoneMatch: string | undefined,
): Rendered {
  const body = JSON.stringify(value);
  headers['content-type'] = 'application/json; charset=utf-8';
  if (cacheSeconds === undefined) return { status, headers, body };
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  headers['cache-control'] = `public, max-age=${cacheSeconds}`;
  headers['etag'] = etag;
  return isKnown(etag, ifNoneMatch) ? { status: 304, headers, body: '' } : { status, headers, body };
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
