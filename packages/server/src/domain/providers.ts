/** A provider as the server works with it: configuration and profile, looked up once at the start. */
import {
  ANOMALY_RULES,
  type AnomalyResponse,
  type AnomalyRule,
  PAGE_LOCALES,
  type PageLocale,
  type Profile,
} from '@valetkey/protocol';
import { profileOf } from '../config.ts';
import type { LoginConfig, ProviderConfig, ScopeConfig, ValetkeyConfig } from '../config-types.ts';

const DAY = 86_400;
const NOTIFY = Object.fromEntries(ANOMALY_RULES.map(rule => [rule, 'notify'])) as Provider['anomalies'];

export interface Provider {
  slug: string;
  name: string;
  issuer: string;
  profile: Profile;
  config: ProviderConfig;
  scopeNames: readonly string[];
  scopes: ReadonlyMap<string, ScopeConfig>;
  includes: ReadonlyMap<string, readonly string[] | '*'>;
  defaultScopes: readonly string[];
  login: LoginConfig;
  codeLifetimeSeconds: number;
  accessToken: { format: 'signed' | 'jwt' | 'stored'; lifetimeSeconds: number | null };
  refreshToken: {
    idleSeconds: number;
    absoluteSeconds: number;
    replayWindowSeconds: { confidential: number; public: number };
  };
  rateLimit: { limit: number; windowSeconds: number } | null;
  quotas: Readonly<Record<string, { limit: number }>>;
  anomalies: Readonly<Record<AnomalyRule, AnomalyResponse | 'off'>>;
}

export function buildProviders(config: ValetkeyConfig): ReadonlyMap<string, Provider> {
  return new Map(config.providers.map(p => [p.slug, buildProvider(p, config.publicUrl.replace(/\/$/, ''))]));
}

function buildProvider(config: ProviderConfig, publicUrl: string): Provider {
  const profile = profileOf(config);
  const scopes = new Map(Object.entries(config.scopes));
  return {
    slug: config.slug,
    name: config.name,
    issuer: `${publicUrl}/${config.slug}`,
    profile,
    config,
    scopeNames: [...scopes.keys()],
    scopes,
    includes: new Map([...scopes].map(([name, scope]) => [name, scope.includes ?? []])),
    defaultScopes: config.defaultScopes ?? profile.defaultScopes ?? [],
    login: config.login ?? { type: 'directory' },
    codeLifetimeSeconds: config.codeLifetimeSeconds ?? 60,
    accessToken: {
      format: config.accessToken?.format ?? profile.token.access.format,
      lifetimeSeconds: config.accessToken?.lifetimeSeconds ?? profile.token.access.lifetimeSeconds,
    },
    refreshToken: {
      idleSeconds: config.refreshToken?.idleSeconds ?? 90 * DAY,
      absoluteSeconds: config.refreshToken?.absoluteSeconds ?? 400 * DAY,
      replayWindowSeconds: config.refreshToken?.replayWindowSeconds ?? { confidential: 60, public: 10 },
    },
    rateLimit: config.rateLimit ?? profile.api.rateLimit ?? null,
    quotas: Object.fromEntries(
      [...scopes].flatMap(([name, s]) => (s.dailyQuota ? [[name, { limit: s.dailyQuota }]] : [])),
    ),
    anomalies: { ...NOTIFY, ...config.anomalies },
  };
}

/** The plan rule (R2): may this account's data be opened at all? */
export function planAllows(provider: Provider, plan: string | null): boolean {
  return !provider.profile.plans || (plan !== null && provider.profile.plans.includes(plan));
}

/** First language of the list that we speak. */
export function pickLocale(wanted: readonly string[]): PageLocale | null {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split('-')[0];
    const found = PAGE_LOCALES.find(locale => locale === language);
    if (found !== undefined) return found;
  }
  return null;
}
