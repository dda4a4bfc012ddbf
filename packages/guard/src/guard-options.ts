/** Parses the guard's options once: defaults filled in, a wrong value named. */
import type { CacheLimits } from './credential-cache.ts';
import { GuardConfigError } from './guard-config-error.ts';
import type { GuardOptions } from './guard-types.ts';

export interface ParsedOptions {
  issuer: string;
  cache: CacheLimits;
  failClosedAfterSeconds: number;
  flushSeconds: number;
}

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/** @throws GuardConfigError */
export function parseGuardOptions(options: GuardOptions): ParsedOptions {
  if (typeof options.secret !== 'string' || options.secret.length < 32) {
    throw new GuardConfigError(
      "secret: expected one of the provider's guardSecrets, at least 32 characters.",
    );
  }
  const { cache = {}, usage = {} } = options;
  return {
    issuer: parseIssuer(options.issuer, options.allowHttp === true),
    cache: {
      maxEntries: parseNumber('cache.maxEntries', cache.maxEntries ?? 10_000, 1),
      maxSeconds: parseNumber('cache.maxSeconds', cache.maxSeconds ?? 30, 0),
      negativeSeconds: parseNumber('cache.negativeSeconds', cache.negativeSeconds ?? 2, 0),
    },
    failClosedAfterSeconds: parseNumber('failClosedAfterSeconds', options.failClosedAfterSeconds ?? 10, 3),
    flushSeconds: parseNumber('usage.flushSeconds', usage.flushSeconds ?? 5, 0.01),
  };
}

function parseIssuer(issuer: unknown, allowHttp: boolean): string {
  const url = typeof issuer === 'string' ? URL.parse(issuer) : null;
  if (url === null || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw new GuardConfigError(
      "issuer: expected the provider's address, such as https://auth.example.com/crm.",
    );
  }
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK_HOSTS.has(url.hostname));
  if (!safe && !(allowHttp && url.protocol === 'http:')) {
    throw new GuardConfigError(
      'issuer: expected https (or http on loopback; or allowHttp on a private network).',
    );
  }
  return url.href.replace(/\/+$/, '');
}

function parseNumber(name: string, value: unknown, least: number): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= least) return value;
  throw new GuardConfigError(`${name}: expected a number of at least ${least}.`);
}
