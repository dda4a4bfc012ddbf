/**
 * The one way to an authorization server: deadline, size limit, no redirects, and the address that was checked is the one connected to.
 * On `node:http(s)` and not on `fetch`, because only here can the address be pinned (S-S2, S-S3).
 */
import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isSpecialUse } from '@valetkey/protocol';
import { ClientError } from '../errors.ts';
import { abortable } from './abortable.ts';
import { checkAddress } from './address-policy.ts';

export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

export interface HttpCallOptions {
  configuredOrigins: readonly string[];
  /** For the whole call, from name to last byte. */
  timeoutMs: number;
  maxBytes: number;
  resolve?: Resolve | undefined;
  /** Which addresses a discovered name may not lead to; by default all that are not on the public internet. */
  isForbidden?: (address: string) => boolean;
}

export interface HttpRequest {
  method: 'GET' | 'POST';
  headers: Readonly<Record<string, string>>;
  body?: string;
  signal?: AbortSignal | undefined;
}

/** Anything but a whole answer within the limits is an error: `unreachable` when nothing usable came, `hostile_answer` when too much did. */
export async function httpCall(
  address: string,
  request: HttpRequest,
  options: HttpCallOptions,
): Promise<Response> {
  const { url, configured } = checkAddress(address, options.configuredOrigins);
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
  try {
    const pinned = configured ? undefined : await resolvePublic(url.hostname, options, signal);
    return await send(url, request, { signal, maxBytes: options.maxBytes, pinned });
  } catch (cause) {
    if (cause instanceof ClientError) throw cause;
    request.signal?.throwIfAborted();
    // S-S6: what happened at an address that somebody else chose is not told, beyond "no usable answer".
    throw new ClientError('unreachable', `${url.host} gave no usable answer.`, {
      cause: configured ? cause : undefined,
    });
  }
}

/** Resolves once; one special address among several is refused, or a later connection could pick it (S-S2). */
async function resolvePublic(
  hostname: string,
  { resolve = resolveAll, isForbidden = isSpecialUse }: HttpCallOptions,
  signal: AbortSignal,
): Promise<readonly LookupAddress[]> {
  const addresses = await abortable(resolve(hostname), signal);
  if (addresses.length === 0 || addresses.some(({ address }) => isForbidden(address))) {
    throw new ClientError(
      'unsafe_address',
      'An address that the provider’s metadata names leads into a private network.',
    );
  }
  return addresses;
}

async function resolveAll(hostname: string): Promise<LookupAddress[]> {
  return new Promise((done, fail) => {
    dnsLookup(hostname, { all: true }, (error, addresses) => (error ? fail(error) : done(addresses)));
  });
}

interface Sending {
  signal: AbortSignal;
  maxBytes: number;
  pinned: readonly LookupAddress[] | undefined;
}

async function send(
  url: URL,
  { method, headers, body }: HttpRequest,
  { signal, maxBytes, pinned }: Sending,
): Promise<Response> {
  const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise<Response>((done, fail) => {
    const outgoing = start(url, {
      method,
      // A compressed body could be small on the wire and huge in memory: none is asked for, none is taken (S-S5).
      headers: {
        ...headers,
        'accept-encoding': 'identity',
        ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
      },
      signal,
      maxHeaderSize: 16_384,
      // A socket of its own: one that was kept may be closed by the server just now, and a code or a refresh token lost with it.
      agent: false,
      ...(pinned === undefined ? {} : { lookup: pinnedLookup(pinned) }),
    });
    outgoing.on('error', fail);
    outgoing.on('response', response => {
      readAnswer(response, maxBytes).then(done, (error: unknown) => {
        outgoing.destroy();
        fail(error);
      });
    });
    outgoing.end(body);
  });
}

function pinnedLookup(addresses: readonly LookupAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, [...addresses]);
    else callback(null, first!.address, first!.family);
  };
}

async function readAnswer(response: IncomingMessage, maxBytes: number): Promise<Response> {
  const encoding = response.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    throw new ClientError('hostile_answer', 'The answer is compressed although that was not asked for.');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes)
      throw new ClientError('hostile_answer', `The answer is larger than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  const status = response.statusCode ?? 0;
  if (status < 200 || status > 599) throw new Error(`status ${status}`);
  const empty = status === 204 || status === 205 || status === 304;
  return new Response(empty ? null : Buffer.concat(chunks), { status, headers: toHeaders(response) });
}

function toHeaders({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) headers.append(rawHeaders[i]!, rawHeaders[i + 1]!);
  return headers;
}
