/**
 * One POST to an address that a developer chose: public https only, the address that was checked is the one connected to, no redirects,
 * a deadline for the whole of it, and little of the answer is read (S-S1 to S-S6). http on this machine only where the server itself is
 * such a one, while developing.
 */
import { lookup, type LookupAddress } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import {
  findAddressProblem,
  isLoopbackHost,
  isSpecialUse,
  OAuthError,
  say,
  type Sentence,
} from '@valetkey/protocol';

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 16_384;
const KEPT_CHARACTERS = 200;
const LONGEST_URL = 2048;

type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

export interface PostRules {
  /** http on loopback is allowed. */
  loopback: boolean;
  resolve?: Resolve;
  /** By default all addresses that are not on the public internet. */
  isForbidden?: (address: string) => boolean;
  timeoutMs?: number;
  signal?: AbortSignal;
}

/** `status` null: there was no answer, and `text` says why in a word. */
export interface PostOutcome {
  status: number | null;
  text: string;
}

/** @throws {OAuthError} invalid_request */
export function checkWebhookUrl(text: string, { loopback }: Pick<PostRules, 'loopback'>): void {
  const problem = findUrlProblem(text, loopback);
  if (problem === null) return;
  throw new OAuthError(
    'invalid_request',
    say(loopback ? 'webhook_url_developing' : 'webhook_url', { problem }),
  );
}

function findUrlProblem(text: string, loopback: boolean): Sentence | null {
  if (text.length > LONGEST_URL || !URL.canParse(text)) return say('address_none');
  const url = new URL(text);
  if (url.hash !== '') return say('address_fragment');
  return loopback && isLocal(url) ? null : findAddressProblem(url);
}

function isLocal(url: URL): boolean {
  return (
    url.protocol === 'http:' && isLoopbackHost(url.hostname) && url.username === '' && url.password === ''
  );
}

class Forbidden extends Error {}

/** Never throws: what goes wrong is an outcome. */
export async function post(
  address: string,
  message: { headers: Readonly<Record<string, string>>; body: string },
  rules: PostRules,
): Promise<PostOutcome> {
  const timeout = AbortSignal.timeout(rules.timeoutMs ?? TIMEOUT_MS);
  const signal = rules.signal ? AbortSignal.any([timeout, rules.signal]) : timeout;
  try {
    // Again, and not only when it was written down: rules and configuration may have changed since.
    if (findUrlProblem(address, rules.loopback) !== null) throw new Forbidden();
    const url = new URL(address);
    const pinned = isLocal(url) ? null : await resolvePublic(url.hostname, rules, signal);
    return await send(url, message, pinned, signal);
  } catch (error) {
    // S-S6: nothing of what happened on the way is told, beyond these words.
    if (error instanceof Forbidden) return { status: null, text: 'forbidden_address' };
    return { status: null, text: timeout.aborted ? 'timed_out' : 'unreachable' };
  }
}

/** One address among them that is not public, and none is tried: which one is connected to would be chance. */
async function resolvePublic(
  hostname: string,
  { resolve = resolveAll, isForbidden = isSpecialUse }: PostRules,
  signal: AbortSignal,
): Promise<readonly LookupAddress[]> {
  const addresses = await Promise.race([resolve(hostname), aborted(signal)]);
  if (addresses.length === 0 || addresses.some(({ address }) => isForbidden(address))) throw new Forbidden();
  return addresses;
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, fail) => {
    signal.addEventListener('abort', () => fail(new Error('aborted')), { once: true });
  });
}

function resolveAll(hostname: string): Promise<LookupAddress[]> {
  return new Promise((done, fail) => {
    lookup(hostname, { all: true }, (error, addresses) => (error ? fail(error) : done(addresses)));
  });
}

function send(
  url: URL,
  { headers, body }: { headers: Readonly<Record<string, string>>; body: string },
  pinned: readonly LookupAddress[] | null,
  signal: AbortSignal,
): Promise<PostOutcome> {
  const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((done, fail) => {
    const outgoing = start(url, {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Valetkey-Webhooks',
        'accept-encoding': 'identity',
      },
      signal,
      maxHeaderSize: 16_384,
      agent: false,
      ...(pinned === null ? {} : { lookup: pinnedLookup(pinned) }),
    });
    outgoing.on('error', fail);
    outgoing.on('response', response => {
      readStart(response)
        .then(text => done({ status: response.statusCode ?? 0, text }), fail)
        .finally(() => outgoing.destroy());
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

/** The rest is not waited for: the status has said it all. */
async function readStart(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= MOST_BYTES) break;
  }
  return printableStart(Buffer.concat(chunks).toString('utf8'));
}

/** It is shown to people and stored: one line without controls. */
function printableStart(text: string): string {
  return text
    .slice(0, 4 * KEPT_CHARACTERS)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, KEPT_CHARACTERS);
}
