/** Counts over a whole provider, for its staff: few statements, each over an index or a table that stays small. */
import type { EpochSeconds } from '../rows.ts';
import { query, queryOne, type Verb } from '../verb.ts';

const DAY = 86_400;

interface DayOfChanges {
  at: EpochSeconds;
  connected: number;
  ended: number;
  anomalies: number;
  tokens: number;
}

export function* sumChangesByDay(filter: {
  provider: string;
  from: EpochSeconds;
  to: EpochSeconds;
}): Verb<DayOfChanges[]> {
  const of = (table: string, column: string, counted: 0 | 1 | 2 | 3, amount = '1'): string =>
    `SELECT ${column} - ${column} % ${DAY} AS at, ${[0, 1, 2, 3].map(i => (i === counted ? amount : '0')).join(', ')} FROM ${table}
     WHERE provider = $1 AND ${column} >= $2 AND ${column} < $3`;
  const all = [
    of('connections', 'created_at', 0),
    of('connections', 'revoked_at', 1),
    of('anomalies', 'at', 2),
    of('token_hours', 'hour', 3, 'issued'),
  ];
  const sql = `WITH changes (at, connected, ended, anomalies, tokens) AS (${all.join(' UNION ALL ')})
    SELECT at, CAST(SUM(connected) AS BIGINT), CAST(SUM(ended) AS BIGINT), CAST(SUM(anomalies) AS BIGINT),
      CAST(SUM(tokens) AS BIGINT)
    FROM changes GROUP BY at ORDER BY at`;
  const rows = (yield* query(sql, [
    filter.provider,
    filter.from,
    filter.to,
  ])) as readonly (readonly number[])[];
  return rows.map(([at, connected, ended, anomalies, tokens]) => ({
    at: at!,
    connected: connected!,
    ended: ended!,
    anomalies: anomalies!,
    tokens: tokens!,
  }));
}

interface OverviewCounts {
  apps: { approved: number; inReview: number; suspended: number };
  openAnomalies: number;
}

export function* countForOverview(provider: string): Verb<OverviewCounts> {
  const rows = yield* query('SELECT status, COUNT(*) FROM apps WHERE provider = $1 GROUP BY status', [
    provider,
  ]);
  const apps = new Map(rows.map(([status, count]) => [status, Number(count)]));
  const sql = "SELECT COUNT(*) FROM anomalies WHERE provider = $1 AND status = 'open'";
  return {
    apps: {
      approved: apps.get('approved') ?? 0,
      inReview: apps.get('in_review') ?? 0,
      suspended: apps.get('suspended') ?? 0,
    },
    openAnomalies: Number((yield* queryOne(sql, [provider]))![0]),
  };
}

interface KeyCounts {
  keys: number;
  usedIn30Days: number;
  accounts: number;
  movedAccounts: number;
}

const HAS_APP = `EXISTS (SELECT 1 FROM connections c WHERE c.account_id = k.account_id AND c.revoked_at IS NULL)`;

export function* countApiKeys(provider: string, now: EpochSeconds): Verb<KeyCounts> {
  const sql = `SELECT COUNT(*), COUNT(CASE WHEN k.last_used_at >= $2 THEN 1 END), COUNT(DISTINCT k.account_id),
      COUNT(DISTINCT CASE WHEN ${HAS_APP} THEN k.account_id END)
    FROM api_keys k WHERE k.provider = $1 AND k.revoked_at IS NULL`;
  const [keys, usedIn30Days, accounts, movedAccounts] = (yield* queryOne(sql, [
    provider,
    now - 30 * DAY,
  ]))!.map(Number);
  return { keys: keys!, usedIn30Days: usedIn30Days!, accounts: accounts!, movedAccounts: movedAccounts! };
}

export function* listMigrations(): Verb<{ version: number; name: string }[]> {
  const rows = yield* query('SELECT version, name FROM schema_migrations ORDER BY version');
  return rows.map(([version, name]) => ({ version: version as number, name: name as string }));
}
