/** What the adapters on top of `node:http` share: reading the request, cleaning it, refusing, and reporting the end. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Guard, GuardRequest, Refused, RenderedRefusal, Verdict } from './guard-types.ts';

/** S-Q12: headers in which a proxy of ours could name a caller; from outside they are lies. */
const IDENTITY_HEADER = /^x[-_]valetkey[-_]/i;

export function isIdentityHeader(name: string): boolean {
  return IDENTITY_HEADER.test(name);
}

/** Removes them where a handler could look. The two records are made from the raw list, so they are read before it shrinks. */
export function stripIdentityHeaders(request: IncomingMessage): void {
  const { rawHeaders } = request;
  if (!rawHeaders.some(isIdentityHeader)) return;
  // Test injectors have only some of the lists.
  const { headers, headersDistinct } = request as Pick<IncomingMessage, 'headers'> & Partial<IncomingMessage>;
  for (let at = rawHeaders.length - 2; at >= 0; at -= 2) {
    const name = rawHeaders[at]!;
    if (!isIdentityHeader(name)) continue;
    delete headers[name.toLowerCase()];
    if (headersDistinct !== undefined) delete headersDistinct[name.toLowerCase()];
    rawHeaders.splice(at, 2);
  }
}

export function toGuardRequest(request: IncomingMessage, url = request.url ?? '/'): GuardRequest {
  return {
    method: request.method ?? 'GET',
    url,
    headers: request.headers,
    authorization: authorizationOf(request),
    address: request.socket?.remoteAddress,
  };
}

/** From the raw list: `headers` keeps only the first of several (S-Q2), and test injectors have no `headersDistinct`. */
function authorizationOf({ rawHeaders }: IncomingMessage): string | string[] | undefined {
  const values: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]!.toLowerCase() === 'authorization') values.push(rawHeaders[at + 1]!);
  }
  return values.length > 1 ? values : values[0];
}

export function bodyText(rendered: RenderedRefusal): string {
  return typeof rendered.body === 'string' ? rendered.body : JSON.stringify(rendered.body);
}

export function hasContentType(headers: Record<string, string>): boolean {
  return Object.keys(headers).some(name => name.toLowerCase() === 'content-type');
}

export function sendRefusal(response: ServerResponse, { rendered }: Refused): void {
  response.statusCode = rendered.status;
  if (!hasContentType(rendered.headers)) {
    response.setHeader('content-type', 'application/json; charset=utf-8');
  }
  for (const [name, value] of Object.entries(rendered.headers)) response.setHeader(name, value);
  response.end(bodyText(rendered));
}

/** On `close`, which comes once for finished and for broken-off answers alike. */
export function reportAtEnd(guard: Guard, verdict: Verdict, response: ServerResponse): void {
  response.once('close', () => guard.report(verdict, response.statusCode, bytesOf(response)));
}

/** As declared; an answer without a length is counted without bytes. */
export function bytesOf(response: Pick<ServerResponse, 'getHeader'>): number {
  const bytes = Number(response.getHeader('content-length') ?? 0);
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : 0;
}
