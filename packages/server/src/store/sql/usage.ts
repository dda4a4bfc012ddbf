/** Counters of API calls: each report is summed up first, so that a batch of a thousand entries costs few statements. */
import type { EpochSeconds, Id, UsageDay, UsageRow, UsageTraits } from '../rows.ts';
import { API_KEYS } from '../store.ts';
import { execute, query, queryOne, type SqlValue, type Verb } from '../verb.ts';
import { addTraits, hasSameTraits, newTraits, readTraits } from './usage-traits.ts';

const LATENCY_COLUMNS = Array.from({ length: 10 }, (_, i) => `latency_${i}`);
export const COUNTERS = ['calls', 'errors', 'denied', 'limited', 'bytes', ...LATENCY_COLUMNS] as const;
/** In place of an app's id and of a route: all of them. */
export const ALL_APPS = '*';
export const ALL_ROUTES = '';

const ADD_HOUR = `INSERT INTO usage_hours (provider, app_id, route, hour, ${COUNTERS.join(', ')})
  VALUES (${Array.from({ length: 4 + COUNTERS.length }, (_, i) => `$${i + 1}`).join(', ')})
  ON CONFLICT (provider, app_id, route, hour) DO UPDATE SET
    ${COUNTERS.map(name => `${name} = usage_hours.${name} + excluded.${name}`).join(', ')}`;
/** The first report of a day inserts, later ones add. */
const PUT_DAY = `INSERT INTO usage_days (credential, day, provider, calls, errors, denied, limited, bytes, hours)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT (credential, day) DO UPDATE SET
    calls = usage_days.calls + excluded.calls, errors = usage_days.errors + excluded.errors,
    denied = usage_days.denied + excluded.denied, limited = usage_days.limited + excluded.limited,
    bytes = usage_days.bytes + excluded.bytes, hours = excluded.hours`;
const PUT_TRAITS = `INSERT INTO usage_traits (credential, provider, first_day, last_day, traits) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (credential) DO UPDATE SET first_day = excluded.first_day, last_day = excluded.last_day, traits = excluded.traits`;

/** Whatever a guard's clock says: nothing is counted further ahead than this. */
const MAX_AHEAD_SECONDS = 7200;

export function* addUsage(reportId: string, reported: readonly UsageRow[], now: EpochSeconds): Verb<boolean> {
  const sql = 'INSERT INTO usage_reports (id, at) VALUES ($1, $2) ON CONFLICT DO NOTHING';
  if ((yield* execute(sql, [reportId, now])) === 0) return false;
  const rows = reported.filter(row => row.hour <= now + MAX_AHEAD_SECONDS);
  for (const [key, sums] of sumHours(rows)) yield* execute(ADD_HOUR, [...key, ...sums]);
  for (const credential of Map.groupBy(rows.filter(credentialOf), credentialOf).values()) {
    yield* addDays(credential);
    yield* noteTraits(credential);
    yield* moveLastUsed(credential, now);
  }
  return true;
}

/** A connection, an API key, or the app itself; null: nobody is known. */
function credentialOf(row: UsageRow): Id | null {
  return row.connectionId ?? row.apiKeyId ?? row.appId;
}

/** One entry for the route, one for the app, one for the provider. */
function sumHours(rows: readonly UsageRow[]): [SqlValue[], number[]][] {
  const sums = new Map<string, [SqlValue[], number[]]>();
  for (const row of rows) {
    const appId = row.appId ?? API_KEYS;
    const counters = [row.calls, row.errors, row.denied, row.limited, row.bytes, ...row.latency];
    for (const [app, route] of [
      [appId, row.route],
      [appId, ALL_ROUTES],
      [ALL_APPS, ALL_ROUTES],
    ] as const) {
      const key = [row.provider, app, route, row.hour];
      const at = JSON.stringify(key);
      const sum = sums.get(at)?.[1] ?? COUNTERS.map(() => 0);
      sums.set(at, [key, sum.map((total, i) => total + counters[i]!)]);
    }
  }
  return [...sums.values()];
}

function* addDays(rows: readonly UsageRow[]): Verb<void> {
  const credential = credentialOf(rows[0]!)!;
  for (const [day, ofDay] of Map.groupBy(rows, row => Math.floor(row.hour / 86_400))) {
    const present = yield* queryOne('SELECT hours FROM usage_days WHERE credential = $1 AND day = $2', [
      credential,
      day,
    ]);
    const hours = readHours((present?.[0] ?? '') as string);
    for (const row of ofDay) hours[Math.floor((row.hour % 86_400) / 3600)]! += row.calls;
    const sum = (of: (row: UsageRow) => number): number => ofDay.reduce((total, row) => total + of(row), 0);
    const { provider } = ofDay[0]!;
    yield* execute(PUT_DAY, [
      credential,
      day,
      provider,
      sum(row => row.calls),
      sum(row => row.errors),
      sum(row => row.denied),
      sum(row => row.limited),
      sum(row => row.bytes),
      writeHours(hours),
    ]);
  }
}

/** `9:12 10:3`: most connections are busy in few hours. */
function writeHours(hours: readonly number[]): string {
  return hours.flatMap((calls, hour) => (calls > 0 ? [`${hour}:${calls}`] : [])).join(' ');
}

function readHours(text: string): number[] {
  const hours = Array.from({ length: 24 }, () => 0);
  for (const part of text.split(' ').filter(Boolean)) {
    const [hour, calls] = part.split(':').map(Number);
    hours[hour!] = calls!;
  }
  return hours;
}

/** Written only when something is new or the first of its day: not at every report. */
function* noteTraits(rows: readonly UsageRow[]): Verb<void> {
  const credential = credentialOf(rows[0]!)!;
  const before = yield* findUsageTraits(credential);
  const after = addTraits(before ?? newTraits(credential, rows[0]!), rows);
  if (before !== null && hasSameTraits(before, after)) return;
  const { provider, firstDay, lastDay, networks, agents, scopes } = after;
  yield* execute(PUT_TRAITS, [
    credential,
    provider,
    firstDay,
    lastDay,
    JSON.stringify({ networks, agents, scopes }),
  ]);
}

/** Forward only: reports arrive late and out of order. A key or connection of another provider is not touched. */
function* moveLastUsed(rows: readonly UsageRow[], now: EpochSeconds): Verb<void> {
  const { connectionId, apiKeyId, provider } = rows[0]!;
  const id = connectionId ?? apiKeyId;
  if (id === null) return;
  const table = connectionId === null ? 'api_keys' : 'connections';
  const usedAt = Math.min(now, Math.max(...rows.map(row => row.hour)) + 3599);
  const sql = `UPDATE ${table} SET last_used_at = $3
    WHERE id = $1 AND provider = $2 AND (last_used_at IS NULL OR last_used_at < $3)`;
  yield* execute(sql, [id, provider, usedAt]);
}

export function* listUsageDays(credential: Id, fromDay: number): Verb<UsageDay[]> {
  const sql = `SELECT day, calls, errors, denied, limited, bytes, hours FROM usage_days
    WHERE credential = $1 AND day >= $2 ORDER BY day`;
  return (yield* query(sql, [credential, fromDay])).map(row => {
    const [day, calls, errors, denied, limited, bytes] = row as number[];
    return {
      credential,
      day: day!,
      calls: calls!,
      errors: errors!,
      denied: denied!,
      limited: limited!,
      bytes: bytes!,
      hours: readHours(row[6] as string),
    };
  });
}

export function* findOwnIds(provider: string, ids: readonly Id[]): Verb<ReadonlySet<Id>> {
  if (ids.length === 0) return new Set();
  const places = ids.map((_, i) => `$${i + 2}`).join(', ');
  const sql = ['connections', 'api_keys', 'apps']
    .map(table => `SELECT id FROM ${table} WHERE provider = $1 AND id IN (${places})`)
    .join(' UNION ALL ');
  return new Set((yield* query(sql, [provider, ...ids])).map(([id]) => id as Id));
}

export function* sumCalls(credentials: readonly Id[], fromDay: number): Verb<ReadonlyMap<Id, number>> {
  if (credentials.length === 0) return new Map();
  const ids = credentials.map((_, i) => `$${i + 2}`).join(', ');
  const sql = `SELECT credential, CAST(SUM(calls) AS BIGINT) FROM usage_days
    WHERE credential IN (${ids}) AND day >= $1 GROUP BY credential`;
  const rows = yield* query(sql, [fromDay, ...credentials]);
  return new Map(rows.map(([credential, calls]) => [credential as Id, calls as number]));
}

export function* findUsageTraits(credential: Id): Verb<UsageTraits | null> {
  const sql =
    'SELECT credential, provider, first_day, last_day, traits FROM usage_traits WHERE credential = $1';
  const row = yield* queryOne(sql, [credential]);
  return row === null ? null : readTraits(row);
}
