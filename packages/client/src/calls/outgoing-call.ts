/** What a call is, as far as repeating it matters. */
import { isLoopbackHost } from '@valetkey/protocol';
import { ClientError } from '../errors.ts';
import type { Provider } from '../provider/provider.ts';

export interface OutgoingCall {
  url: URL;
  init: RequestInit;
  /** What the caller gave, and the token. */
  headersWith(authorization: string): NonNullable<RequestInit['headers']>;
  /** RFC 9110 §9.2.1: it asks and changes nothing, so an unanswered one may be sent again. */
  isSafe: boolean;
  /** Its body can be sent a second time. */
  canRepeat: boolean;
}

export function toOutgoingCall(
  provider: Provider,
  input: string | URL | Request,
  init: RequestInit,
): OutgoingCall {
  const isRequest = input instanceof Request;
  const url = new URL(isRequest ? input.url : input);
  checkTarget(provider, url);
  const method = (init.method ?? (isRequest ? input.method : 'GET')).toUpperCase();
  const body = init.body ?? (isRequest ? input.body : null);
  const given = init.headers ?? (isRequest ? input.headers : undefined);
  const isStream =
    body instanceof ReadableStream ||
    (typeof body === 'object' && body !== null && Symbol.asyncIterator in body);
  return {
    url,
    headersWith: authorization => headersOf(given, authorization),
    init: {
      ...init,
      ...(isRequest ? { method, body } : {}),
      ...(isStream ? { duplex: 'half' } : {}),
      redirect: 'manual',
    },
    isSafe: method === 'GET' || method === 'HEAD' || method === 'OPTIONS',
    canRepeat: !isStream,
  };
}

function headersOf(
  given: RequestInit['headers'],
  authorization: string,
): NonNullable<RequestInit['headers']> {
  if (given === undefined) return { authorization };
  const headers = new Headers(given);
  headers.set('authorization', authorization);
  return headers;
}

/** A token goes where the app says it may go, and over https (RFC 6750 §5.3). */
export function checkTarget(provider: Provider, url: URL): void {
  const isAllowed =
    provider.apiOrigins === null
      ? url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname))
      : provider.apiOrigins.includes(url.origin);
  if (isAllowed) return;
  throw new ClientError('unsafe_address', `${provider.name}: its tokens are not sent to ${url.origin}.`, {
    provider: provider.name,
  });
}
