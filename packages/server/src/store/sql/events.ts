/**
 * Events: audit log, feed of other nodes and guards, outbox of the webhooks. Appended in the transaction of what they tell, as the
 * last thing it does: an engine numbers them in the order of their commits, so that who follows the numbers misses none.
 * They are sealed (S-U5) and never changed: who or what something is called stands in its own row, where it can be erased (S-U7).
 */
import type { EventRow, EventType } from '../rows.ts';
import type { Act, EventFilter, NewEvent } from '../store.ts';
import { append, query, queryOne, type SqlRow, type SqlValue, type Verb } from '../verb.ts';

const COLUMNS =
  'provider, type, at, actor, app_id, user_id, account_id, connection_id, family_id, api_key_id, detail';
const APPEND = `INSERT INTO events (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;

export function* appendEvent(event: NewEvent, act: Act): Verb<void> {
  yield* append(APPEND, [
    event.provider,
    event.type,
    act.now * 1000,
    act.actor,
    event.appId ?? null,
    event.userId ?? null,
    event.accountId ?? null,
    event.connectionId ?? null,
    event.familyId ?? null,
    event.apiKeyId ?? null,
    JSON.stringify(event.detail ?? {}),
  ]);
}

export function* listEvents(filter: {
  after: number;
  provider?: string;
  types?: readonly EventType[];
  limit: number;
}): Verb<EventRow[]> {
  const params: SqlValue[] = [filter.after, filter.limit];
  const conditions = ['seq > $1'];
  if (filter.provider !== undefined) conditions.push(`provider = $${params.push(filter.provider)}`);
  if (filter.types !== undefined) {
    if (filter.types.length === 0) return [];
    conditions.push(`type IN (${filter.types.map(type => `$${params.push(type)}`).join(', ')})`);
  }
  const sql = `SELECT seq, ${COLUMNS} FROM events WHERE ${conditions.join(' AND ')} ORDER BY seq LIMIT $2`;
  return (yield* query(sql, params)).map(readEvent);
}

export function* listRecentEvents(
  filter: EventFilter & { before?: number; limit: number },
): Verb<EventRow[]> {
  const params: SqlValue[] = [filter.limit];
  const conditions = conditionsOf(filter, params);
  if (filter.before !== undefined) conditions.push(`seq < $${params.push(filter.before)}`);
  const sql = `SELECT seq, ${COLUMNS} FROM events WHERE ${conditions.join(' AND ')} ORDER BY seq DESC LIMIT $1`;
  return (yield* query(sql, params)).map(readEvent);
}

export function* countEvents(filter: EventFilter): Verb<number> {
  const params: SqlValue[] = [];
  const row = yield* queryOne(
    `SELECT COUNT(*) FROM events WHERE ${conditionsOf(filter, params).join(' AND ')}`,
    params,
  );
  return Number(row![0]);
}

function conditionsOf(filter: EventFilter, params: SqlValue[]): string[] {
  const conditions = ['1 = 1'];
  const add = (condition: string, value: SqlValue | undefined): void => {
    if (value !== undefined) conditions.push(`${condition} $${params.push(value)}`);
  };
  add('provider =', filter.provider);
  add('connection_id =', filter.connectionId);
  add('account_id =', filter.accountId);
  add('app_id =', filter.appId);
  add('user_id =', filter.userId);
  add('actor =', filter.actor);
  add('at >=', filter.fromMs);
  add('at <', filter.toMs);
  if (filter.types !== undefined)
    conditions.push(`type IN (${filter.types.map(type => `$${params.push(type)}`).join(', ')})`);
  return conditions;
}

export function* lastEventSeq(): Verb<number> {
  const row = yield* queryOne('SELECT COALESCE(MAX(seq), 0) FROM events');
  return Number(row![0]);
}

function readEvent(row: SqlRow): EventRow {
  return {
    seq: row[0] as number,
    provider: row[1] as string,
    type: row[2] as EventType,
    at: row[3] as number,
    actor: row[4] as string,
    appId: row[5] as string | null,
    userId: row[6] as string | null,
    accountId: row[7] as string | null,
    connectionId: row[8] as string | null,
    familyId: row[9] as string | null,
    apiKeyId: row[10] as string | null,
    detail: JSON.parse(row[11] as string) as Record<string, unknown>,
  };
}
