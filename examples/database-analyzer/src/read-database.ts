/** The API calls: who gave access, and the people and companies of the account. */
import { ClientError, type Connection } from '@valetkey/client';
import { analyze, type Series } from './analysis.ts';
import type { ProviderSettings } from './config.ts';
import { parseRefusal, toRefusal, type Refusal } from './refusal.ts';

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
}

/** @throws ClientError `needs_reconnect`: every other failure of a call is part of what was read. */
async function call(provider: ProviderSettings, connection: Connection, path: string): Promise<Call> {
  try {
    const response = await connection.fetch(provider.apiBase + path, {
      headers: { Accept: 'application/json' },
      timeoutSeconds: 10,
      maxWaitSeconds: 10,
    });
    const body: unknown = await response.json().catch(() => null);
    return { path, refusal: response.ok ? null : parseRefusal(body, response.status), body };
  } catch (error) {
    if (error instanceof ClientError && error.code === 'needs_reconnect') throw error;
    return { path, refusal: toRefusal(error), body: null };
  }
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

export async function readDatabase(provider: ProviderSettings, connection: Connection): Promise<Reading> {
  const paths = ['/me', '/people', '/companies'];
  const calls = await Promise.all(paths.map(path => call(provider, connection, path)));
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
  };
}
