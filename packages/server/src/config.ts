/** Parses and checks the configuration once. A wrong value names its path and what was expected, and nothing starts. */
import { readFileSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  ANOMALY_RESPONSES,
  ANOMALY_RULES,
  profiles,
  type Profile,
  type ProfileName,
} from '@valetkey/protocol';
import { z } from 'zod';
import type { ProviderConfig, ValetkeyConfig } from './config-types.ts';
import { contrastRatio } from './pages/contrast.ts';

/** Speaks to the operator: what is wrong where, and what was expected. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}

/** Types the configuration; checks happen when the server reads it. */
export function defineConfig(config: ValetkeyConfig): ValetkeyConfig {
  return config;
}

const words = z.string().min(1);
const texts = z.strictObject({
  en: words,
  nl: words.optional(),
  de: words.optional(),
  fr: words.optional(),
  es: words.optional(),
});
const httpsUrl = z.url({ protocol: /^https$/, error: 'expected an https:// address' });
const color = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'expected a colour like #1B7F6B');
const secret = z.string().min(32, 'expected at least 32 characters (make one with: openssl rand -hex 32)');
const seconds = (max: number) => z.int().positive().max(max);
const retention = z
  .int()
  .min(3600, 'expected at least an hour (3600)')
  .max(3650 * 86_400);
const rate = z.strictObject({ limit: z.int().positive(), windowSeconds: seconds(3600) });

const scope = z.strictObject({
  title: texts,
  description: texts.optional(),
  access: z.enum(['read', 'change']),
  group: texts.optional(),
  optional: z.boolean().optional(),
  includes: z.union([z.literal('*'), z.array(z.string())]).optional(),
  dailyQuota: z.int().positive().optional(),
});

const provider = z.strictObject({
  slug: z
    .string()
    .regex(
      /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/,
      'expected lower-case letters, digits and hyphens, at most 32',
    )
    .refine(
      slug => !['livez', 'readyz', 'metrics'].includes(slug),
      'this name is taken by the server itself',
    ),
  name: z.string().min(1).max(64),
  profile: z.union([
    z.enum(Object.keys(profiles) as [ProfileName, ...ProfileName[]]),
    z.custom<Profile>(isProfile),
  ]),
  scopes: z.record(
    z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'a scope has no space, quote or backslash'),
    scope,
  ),
  firstCallUrl: z
    .string()
    .refine(isSafeUrl, 'expected an https:// address, or http:// on loopback')
    .optional(),
  defaultScopes: z.array(z.string()).optional(),
  login: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('directory') }),
      z.strictObject({
        type: z.literal('handoff'),
        url: z.string().refine(isSafeUrl, 'expected an https:// address, or http:// on loopback'),
        secret,
      }),
    ])
    .optional(),
  branding: z
    .strictObject({
      logo: z.string().optional(),
      accent: z.strictObject({ light: color, dark: color }).optional(),
      privacyUrl: httpsUrl.optional(),
      termsUrl: httpsUrl.optional(),
      supportUrl: httpsUrl.optional(),
    })
    .optional(),
  operators: z.array(z.email('expected an e-mail address')).optional(),
  guardSecrets: z.array(secret).min(1, 'expected at least one secret for the guards'),
  accessToken: z
    .strictObject({
      format: z.enum(['signed', 'jwt']).optional(),
      lifetimeSeconds: seconds(86_400).optional(),
    })
    .optional(),
  refreshToken: z
    .strictObject({
      idleSeconds: seconds(400 * 86_400).optional(),
      absoluteSeconds: seconds(3650 * 86_400).optional(),
      replayWindowSeconds: z
        .strictObject({ confidential: z.int().min(0).max(600), public: z.int().min(0).max(60) })
        .optional(),
    })
    .optional(),
  codeLifetimeSeconds: seconds(600).optional(),
  newAppDailyConnections: z.int().positive().optional(),
  rateLimit: rate.optional(),
  anomalies: z.partialRecord(z.enum(ANOMALY_RULES), z.enum(['off', ...ANOMALY_RESPONSES])).optional(),
});

const schema = z.strictObject({
  publicUrl: z
    .string()
    .refine(isOriginUrl, 'expected an address without a path, https:// or http:// on loopback'),
  listen: z
    .strictObject({
      host: z.string().optional(),
      port: z.int().min(0).max(65_535).optional(),
      drainSeconds: z.number().min(0).max(300).optional(),
    })
    .optional(),
  dataDirectory: z.string().min(1).optional(),
  databaseUrl: z.string().min(1).optional(),
  masterKey: z.string().optional(),
  trustedProxies: z
    .array(z.string().refine(isAddressOrRange, 'expected an address, or a range like 10.0.0.0/8'))
    .optional(),
  retention: z
    .strictObject({
      familySeconds: retention.optional(),
      eventSeconds: retention.optional(),
    })
    .optional(),
  limits: z
    .strictObject({
      connections: z.int().positive().optional(),
      connectionsPerNetwork: z.int().positive().optional(),
      authorizations: z.int().positive().optional(),
      authorizationsPerNetwork: z.int().positive().optional(),
    })
    .optional(),
  privacy: z.strictObject({ addresses: z.enum(['full', 'truncated', 'none']).optional() }).optional(),
  logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
  overload: z
    .strictObject({
      maxRequests: z.int().min(1).max(100_000).optional(),
      maxDelayMs: z.int().min(1).max(10_000).optional(),
    })
    .optional(),
  mail: z
    .strictObject({
      from: z.email('expected an e-mail address'),
      smtp: z
        .strictObject({
          host: z.string().min(1),
          port: z.int().min(1).max(65_535).optional(),
          tls: z.enum(['implicit', 'starttls', 'none']).optional(),
          user: z.string().min(1).optional(),
          password: z.string().min(1).optional(),
        })
        .optional(),
      outbox: z.string().min(1).optional(),
    })
    .optional(),
  providers: z.array(provider).min(1, 'expected at least one provider'),
});

/** @throws {ConfigError} that lists every wrong value with its path. */
export function checkConfig(input: unknown, source = 'configuration'): ValetkeyConfig {
  const parsed = schema.safeParse(input);
  const problems = parsed.success
    ? checkRelations(parsed.data as ValetkeyConfig)
    : parsed.error.issues.map(issue => `${pathOf(issue.path)}: ${issue.message}`);
  if (problems.length > 0) {
    throw new ConfigError(`${source} is not usable:\n${problems.map(line => `  - ${line}`).join('\n')}`);
  }
  return parsed.data as ValetkeyConfig;
}

/** Loads a configuration file (.ts, .js or .json); `logo` paths in it are read relative to it. */
export async function loadConfig(path: string): Promise<ValetkeyConfig> {
  const absolute = resolve(path);
  if (!statSync(absolute, { throwIfNoEntry: false })?.isFile()) {
    throw new ConfigError(
      `There is no configuration at ${absolute}. Name one with --config or VALETKEY_CONFIG.`,
    );
  }
  const input: unknown =
    extname(absolute) === '.json'
      ? parseJson(readFileSync(absolute, 'utf8'), absolute)
      : await importDefault(absolute);
  const config = checkConfig(input, absolute);
  return { ...config, providers: config.providers.map(p => inlineLogo(p, dirname(absolute))) };
}

async function importDefault(path: string): Promise<unknown> {
  try {
    return ((await import(pathToFileURL(path).href)) as { default?: unknown }).default;
  } catch (error) {
    if (!isWithoutValetkey(error)) throw error;
    throw new ConfigError(
      `${path} cannot import 'valetkey' from where it is. Keep it in the folder of Valetkey, or leave out the import and ` +
        'defineConfig: a plain object as the default export, or JSON, will do.',
    );
  }
}

function isWithoutValetkey(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'ERR_MODULE_NOT_FOUND' &&
    error.message.includes("'valetkey'")
  );
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConfigError(`${path} is not JSON: ${(error as Error).message}`);
  }
}

function pathOf(path: readonly PropertyKey[]): string {
  return (
    path.reduce<string>(
      (text, part) =>
        typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part),
      '',
    ) || '(whole)'
  );
}

/** Issuers are compared as texts: what is written here must be the origin itself, in the spelling that browsers use. */
function isOriginUrl(text: string): boolean {
  return isSafeUrl(text) && new URL(text).origin === text.replace(/\/$/, '');
}

/** https, or http on loopback while developing. */
function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return protocol === 'https:' || (protocol === 'http:' && loopback);
}

function isAddressOrRange(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return (
    bits > 0 && more.length === 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && +prefix <= bits))
  );
}

function isProfile(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'authorize' in value && 'token' in value && 'api' in value
  );
}

/** What no schema of single values can say. */
function checkRelations(config: ValetkeyConfig): string[] {
  const slugs = config.providers.map(p => p.slug);
  const twice = slugs.filter((slug, i) => slugs.indexOf(slug) !== i);
  return [
    ...twice.map(slug => `providers: the slug "${slug}" stands twice`),
    ...checkMail(config.mail),
    ...config.providers.flatMap((p, i) => checkProvider(p, `providers[${i}]`)),
  ];
}

function checkMail(mail: ValetkeyConfig['mail']): string[] {
  if (mail === undefined) return [];
  const { smtp, outbox } = mail;
  if ((smtp === undefined) === (outbox === undefined))
    return ['mail: expected either smtp or outbox, and not both'];
  const isNear = ['localhost', '127.0.0.1', '::1'].includes(smtp?.host ?? '');
  return smtp?.tls === 'none' && !isNear
    ? [
        'mail.smtp.tls: "none" is for a mail server on this machine; mails would cross the network in the clear',
      ]
    : [];
}

function checkProvider(provider: ProviderConfig, path: string): string[] {
  const profile = profileOf(provider);
  const known = new Set(Object.keys(provider.scopes));
  const unknown = (names: readonly string[], where: string) =>
    names
      .filter(name => !known.has(name))
      .map(name => `${path}.${where}: the scope "${name}" is not in ${path}.scopes`);
  return [
    ...unknown(provider.defaultScopes ?? profile.defaultScopes ?? [], 'defaultScopes'),
    ...unknown(profile.scopes ?? [], 'scopes'),
    ...Object.entries(provider.scopes).flatMap(([name, s]) =>
      Array.isArray(s.includes) ? unknown(s.includes, `scopes["${name}"].includes`) : [],
    ),
    ...(profile.token.access.format === 'stored' && provider.accessToken
      ? [`${path}.accessToken: the profile ${profile.name} has stored tokens; leave accessToken out`]
      : []),
    ...checkAccent(provider, path),
  ];
}

function checkAccent(provider: ProviderConfig, path: string): string[] {
  const accent = provider.branding?.accent;
  if (!accent) return [];
  const problems: string[] = [];
  if (contrastRatio(accent.light, '#FFFFFF') < 4.5)
    problems.push(
      `${path}.branding.accent.light: contrast with white is under 4.5:1; choose a darker colour`,
    );
  if (contrastRatio(accent.dark, '#10151F') < 4.5)
    problems.push(
      `${path}.branding.accent.dark: contrast with #10151F is under 4.5:1; choose a lighter colour`,
    );
  return problems;
}

function inlineLogo(provider: ProviderConfig, directory: string): ProviderConfig {
  const logo = provider.branding?.logo;
  if (!logo || logo.startsWith('data:')) return provider;
  const type = { '.png': 'image/png', '.webp': 'image/webp' }[extname(logo).toLowerCase()];
  const file = resolve(directory, logo);
  if (!type)
    throw new ConfigError(
      `providers "${provider.slug}".branding.logo: expected a .png or .webp file, got ${logo}`,
    );
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined || size > 65_536)
    throw new ConfigError(
      `providers "${provider.slug}".branding.logo: expected a file of at most 64 KiB at ${file}`,
    );
  return {
    ...provider,
    branding: { ...provider.branding, logo: `data:${type};base64,${readFileSync(file).toString('base64')}` },
  };
}

export function profileOf(provider: ProviderConfig): Profile {
  return typeof provider.profile === 'string' ? profiles[provider.profile] : provider.profile;
}
