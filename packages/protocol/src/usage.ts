/** What a call leaves behind in the counters: how long it took, and from where it came. Shared by guards, server and console. */

/** Upper bounds of the duration classes in milliseconds; calls that took longer stand in one more class at the end. */
export const LATENCY_BOUNDS_MS = [5, 10, 25, 50, 100, 250, 500, 1000, 2500] as const;
export const LATENCY_CLASSES = LATENCY_BOUNDS_MS.length + 1;

/** More networks, user agents or scopes of one credential in one hour than this are not told apart. */
export const MAX_TRAITS = 16;
const LONGEST_AGENT = 40;

/** @returns the index of the duration's class, 0 … LATENCY_CLASSES - 1. */
export function latencyClass(durationMs: number): number {
  const at = LATENCY_BOUNDS_MS.findIndex(bound => durationMs <= bound);
  return at === -1 ? LATENCY_BOUNDS_MS.length : at;
}

/**
 * @param counts calls by duration class
 * @param share 0 … 1: 0.95 asks which bound 95 of 100 calls stayed under
 * @returns milliseconds; null without calls, Infinity where the answer lies above the last bound
 */
export function latencyQuantile(counts: readonly number[], share: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let seen = 0;
  for (const [at, count] of counts.entries()) {
    seen += count;
    if (seen >= total * share) return LATENCY_BOUNDS_MS[at] ?? Infinity;
  }
  return Infinity;
}

/**
 * The network a call came from, coarse enough to name no household: an IPv4 /24 or an IPv6 /48.
 * @returns null for what is no address
 */
export function networkOfCall(address: string): string | null {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.\d{1,3}$/.exec(plain);
  if (v4 !== null) return `${v4[1]}.${v4[2]}.${v4[3]}.0/24`;
  if (!/^[0-9a-f:.]{2,45}(?:%\w{1,15})?$/.test(plain) || !plain.includes(':')) return null;
  const head = plain.split('::', 1)[0]!.split(':').filter(Boolean);
  const groups = [...head, '0', '0', '0'].slice(0, 3).map(group => parseInt(group, 16).toString(16));
  return `${groups.join(':')}::/48`;
}

/** The program that calls, without its version: `python-requests` of `python-requests/2.32.1 …`. Null where it names none. */
export function agentOfCall(userAgent: string): string | null {
  const product = /^[\w.+-]+(?= |\/|$)/.exec(userAgent.slice(0, 200))?.[0];
  return product === undefined ? null : product.slice(0, LONGEST_AGENT);
}
