/** The configuration: a JSON file whose mistakes are named by path and expectation before the app starts. */
import { profiles, type ProfileName } from '@valetkey/client';

export interface ProviderSettings {
  /** In this app's own addresses: `/connect/{slug}`, `/callback/{slug}`. */
  slug: string;
  title: string;
  profile: ProfileName;
  issuer: string;
  apiBase: string;
  clientId: string;
  clientSecret: string;
  scopes: readonly string[];
  /** Language of the provider's pages; by default the provider chooses. */
  locale?: string;
}

export interface AnalyzerConfig {
  port: number;
  host?: string;
  /** Where browsers find this app; its redirect URIs begin with it. */
  baseUrl: string;
  /** Connections and sessions: a file of SQLite, and 32 bytes in base64 that seal the tokens in it. */
  vault: { file: string; key: string };
  providers: readonly ProviderSettings[];
}

type Fields = Record<string, unknown>;

function expected(path: string, what: string): never {
  throw new Error(`Analyzer configuration: ${path} must be ${what}`);
}

function parseFields(value: unknown, path: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) expected(path, 'an object');
  return value as Fields;
}

function parseText(fields: Fields, name: string, path: string, pattern: RegExp, what: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || !pattern.test(value)) expected(`${path}.${name}`, what);
  return value;
}

function parseAddress(fields: Fields, name: string, path: string): string {
  const what = 'an http(s) address without query or slash at its end';
  return parseText(fields, name, path, /^https?:\/\/[^\s?#]*[^\s?#/]$/, what);
}

function parseProvider(value: unknown, path: string): ProviderSettings {
  const fields = parseFields(value, path);
  const scopes = fields['scopes'];
  if (!Array.isArray(scopes) || !scopes.every(scope => typeof scope === 'string')) {
    expected(`${path}.scopes`, 'a list of texts');
  }
  const names = new RegExp(`^(?:${Object.keys(profiles).join('|')})$`);
  const some = (name: string) => parseText(fields, name, path, /\S/, 'a text');
  return {
    slug: parseText(fields, 'slug', path, /^[a-z0-9-]+$/, 'lower case letters, digits and hyphens'),
    title: some('title'),
    profile: parseText(fields, 'profile', path, names, 'the name of a profile') as ProfileName,
    issuer: parseAddress(fields, 'issuer', path),
    apiBase: parseAddress(fields, 'apiBase', path),
    clientId: some('clientId'),
    clientSecret: some('clientSecret'),
    scopes,
    ...(fields['locale'] === undefined ? {} : { locale: some('locale') }),
  };
}

export function parseConfig(value: unknown): AnalyzerConfig {
  const fields = parseFields(value, 'the file');
  const { port, host, providers } = fields;
  if (typeof port !== 'number' || !Number.isInteger(port) || port < 0 || port > 65535) {
    expected('port', 'a port number');
  }
  if (host !== undefined && typeof host !== 'string') expected('host', 'a text or left out');
  if (!Array.isArray(providers)) expected('providers', 'a list');
  const vault = parseFields(fields['vault'], 'vault');
  return {
    port,
    ...(host === undefined ? {} : { host }),
    baseUrl: parseAddress(fields, 'baseUrl', 'the file'),
    vault: {
      file: parseText(vault, 'file', 'vault', /\S/, 'the path of a file'),
      key: parseText(vault, 'key', 'vault', /^[\w+/=-]{43,64}$/, '32 bytes (openssl rand -base64 32)'),
    },
    providers: providers.map((provider, index) => parseProvider(provider, `providers[${index}]`)),
  };
}
