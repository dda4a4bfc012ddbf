/** The configuration of the sample API: which providers it stands behind, and which scope opens what. */
import { profiles } from '@valetkey/protocol';
import type { ProfileName } from '@valetkey/protocol';

export interface CrmProvider {
  /** First part of the path: `/{slug}/people`. */
  slug: string;
  profile: ProfileName;
  issuer: string;
  guardSecret: string;
  scopes: {
    read: string;
    write: string;
    /** Default: `read`. */
    companies?: string;
    /** Absent: there is no `POST /generate`. */
    generate?: string;
  };
}

export interface CrmConfig {
  port: number;
  /** Default: loopback. */
  host?: string;
  /** Of pino, on standard error. Default `warn`. */
  logLevel?: string;
  providers: readonly CrmProvider[];
}

type Json = Record<string, unknown>;

/** @throws Error that names the path and what was expected */
export function parseCrmConfig(text: string): CrmConfig {
  const config = parseObject(JSON.parse(text), 'configuration');
  const { port, host, logLevel, providers } = config;
  if (!Number.isInteger(port) || (port as number) < 0 || (port as number) > 65535) {
    throw expected('port', 'a number from 0 to 65535');
  }
  if (!Array.isArray(providers) || providers.length === 0)
    throw expected('providers', 'a list of at least one');
  return {
    port: port as number,
    ...(host === undefined ? {} : { host: parseText(host, 'host') }),
    ...(logLevel === undefined ? {} : { logLevel: parseText(logLevel, 'logLevel') }),
    providers: providers.map((provider, i) => parseProvider(provider, `providers[${i}]`)),
  };
}

function parseProvider(value: unknown, path: string): CrmProvider {
  const provider = parseObject(value, path);
  const profile = parseText(provider['profile'], `${path}.profile`);
  if (!Object.hasOwn(profiles, profile)) {
    throw expected(`${path}.profile`, Object.keys(profiles).join(', '));
  }
  const slug = parseText(provider['slug'], `${path}.slug`);
  if (!/^[a-z0-9-]+$/.test(slug)) throw expected(`${path}.slug`, 'lower case letters, digits, hyphens');
  return {
    slug,
    profile: profile as ProfileName,
    issuer: parseText(provider['issuer'], `${path}.issuer`),
    guardSecret: parseText(provider['guardSecret'], `${path}.guardSecret`),
    scopes: parseScopes(provider['scopes'], `${path}.scopes`),
  };
}

function parseScopes(value: unknown, path: string): CrmProvider['scopes'] {
  const { read, write, companies, generate } = parseObject(value, path);
  return {
    read: parseText(read, `${path}.read`),
    write: parseText(write, `${path}.write`),
    ...(companies === undefined ? {} : { companies: parseText(companies, `${path}.companies`) }),
    ...(generate === undefined ? {} : { generate: parseText(generate, `${path}.generate`) }),
  };
}

function parseObject(value: unknown, path: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw expected(path, 'an object');
  return value as Json;
}

function parseText(value: unknown, path: string): string {
  if (typeof value !== 'string' || value === '') throw expected(path, 'a text');
  return value;
}

function expected(path: string, what: string): Error {
  return new Error(`${path}: expected ${what}.`);
}
