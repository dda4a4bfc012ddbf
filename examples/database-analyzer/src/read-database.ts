/** The API calls: who gave access, and the people and companies of the account. */
import type { AccessToken } from 'simple-oauth2';
import { analyze, type Series } from './analysis.ts';
import type { ProviderSettings } from './config.ts';
import { secretsOf, timeoutMilliseconds } from './provider-flow.ts';
import { parseRefusal, unreachable, type Refusal } from './refusal.ts';

type Fields = Record<string, unknown>;

interface Call {
  path: string;
  refusal: Refusal | null;
  body: unknown;
}

export interface Reading {
  readAt: Date;
  account: string | null;
  user: string | null;
  /** Null: not read. */
  people: number | null;
  companies: number | null;
  charts: readonly Series[];
  calls: readonly { path: string; refusal: Refusal | null }[];
  /** The API no longer knows the token (RFC 6750 §3.1): access was taken back, or has ended. */
  takenBack: Refusal | null;
}

async function call(provider: ProviderSettings, token: AccessToken, path: string): Promise<Call> {
  const response = await fetch(provider.apiBase + path, {
    headers: { Authorization: `Bearer ${String(token.token['access_token'])}`, Accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMilliseconds),
  }).catch(() => null);
  if (response === null) return { path, refusal: unreachable(), body: null };
  const body: unknown = await response.json().catch(() => null);
  const secrets = [...secretsOf(token), provider.clientSecret];
  return { path, refusal: response.ok ? null : parseRefusal(body, response.status, secrets), body };
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

/** A list stands alone or as a member (`people`, `data`, …), maybe with a `total` for all pages. */
function parseList({ refusal, body }: Call): { total: number; rows: Fields[] } | null {
  if (refusal !== null) return null;
  const list: unknown = Array.isArray(body) ? body : Object.values(fieldsOf(body)).find(Array.isArray);
  if (!Array.isArray(list)) return null;
  const total = fieldsOf(body)['total'];
  return { total: typeof total === 'number' ? total : list.length, rows: list.map(fieldsOf) };
}

function nameOf(value: unknown): string | null {
  const { name, email } = fieldsOf(value);
  return [value, name, email].find(text => typeof text === 'string') ?? null;
}

/** 401 is the standard's answer to a dead token; the old Copernica API answers 400 to whatever is called with it (S4). */
function findEnd(provider: ProviderSettings, calls: readonly Call[]): Refusal | null {
  const all400 = calls.every(({ refusal }) => refusal?.status === 400);
  if (provider.profile === 'copernica' && all400) return calls[0]?.refusal ?? null;
  return calls.find(({ refusal }) => refusal?.status === 401)?.refusal ?? null;
}

export async function readDatabase(provider: ProviderSettings, token: AccessToken): Promise<Reading> {
  const calls = await Promise.all(['/me', '/people', '/companies'].map(path => call(provider, token, path)));
  const [me, people, companies] = calls as [Call, Call, Call];
  const list = parseList(people);
  return {
    readAt: new Date(),
    account: nameOf(fieldsOf(me.body)['account']),
    user: nameOf(fieldsOf(me.body)['user']),
    people: list?.total ?? null,
    companies: parseList(companies)?.total ?? null,
    charts: analyze(list?.rows ?? []),
    calls: calls.map(({ path, refusal }) => ({ path, refusal })),
    takenBack: findEnd(provider, calls),
  };
}
