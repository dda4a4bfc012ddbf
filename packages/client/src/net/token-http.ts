/** {@link httpCall} with the client's limits, for a provider's own addresses; and as the `fetch` that oauth4webapi asks for. */
import type { Provider } from '../provider/provider.ts';
import { httpCall, type HttpRequest, type Resolve } from './http-call.ts';

/** A token answer has a few kilobytes; a large JWT with its claims stays far below this. */
const ANSWER_BYTES = 262_144;

export type HttpCall = (
  provider: Pick<Provider, 'configuredOrigins'>,
  address: string,
  request: HttpRequest,
  maxBytes?: number,
) => Promise<Response>;

export function createHttpCall(options: { timeoutMs: number; resolve: Resolve | undefined }): HttpCall {
  return async (provider, address, request, maxBytes = ANSWER_BYTES) =>
    httpCall(address, request, { ...options, maxBytes, configuredOrigins: provider.configuredOrigins });
}

/** What oauth4webapi passes to its `customFetch`. */
interface FetchInit {
  method: string;
  headers: Record<string, string>;
  body?: URLSearchParams | null;
  signal?: AbortSignal | undefined;
}

export function asFetch(call: HttpCall, provider: Provider) {
  return async (address: string, { method, headers, body, signal }: FetchInit): Promise<Response> =>
    call(provider, address, {
      method: method === 'POST' ? 'POST' : 'GET',
      headers,
      ...(body === undefined || body === null ? {} : { body: body.toString() }),
      signal,
    });
}
