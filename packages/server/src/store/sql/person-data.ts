/** Where something stands that is about one person (S-U7): what an export lists, and what erasing has to think of. No secret, and no hash of one. */
import type { User } from '../rows.ts';
import type { PersonData } from '../store.ts';
import { query, type SqlValue, type Verb } from '../verb.ts';
import { readWeek } from './usage-weeks.ts';

interface Held {
  readonly table: string;
  readonly columns: readonly string[];
  /** `$1` is the user's id, or the address. */
  readonly where: string;
  readonly by?: 'email';
}

export const OWN_CREDENTIALS =
  'SELECT c.id FROM connections c WHERE c.user_id = $1 UNION SELECT k.id FROM api_keys k WHERE k.user_id = $1';
const OWN = 'user_id = $1';

export const PERSON_DATA: readonly Held[] = [
  {
    table: 'users',
    columns: ['id', 'external_id', 'email', 'name', 'status', 'locale', 'created_at', 'password_changed_at'],
    where: 'id = $1',
  },
  { table: 'memberships', columns: ['account_id', 'role', 'last_used_at'], where: OWN },
  {
    table: 'sessions',
    columns: ['created_at', 'authenticated_at', 'last_seen_at', 'expires_at', 'ended_at'],
    where: OWN,
  },
  {
    table: 'connections',
    columns: [
      'id',
      'app_id',
      'account_id',
      'scopes',
      'created_at',
      'consented_at',
      'last_used_at',
      'revoked_at',
      'revoked_by',
      'revoke_reason',
    ],
    where: OWN,
  },
  {
    table: 'families',
    columns: ['id', 'connection_id', 'scopes', 'created_at', 'rotated_at', 'expires_at', 'revoked_at'],
    where: 'connection_id IN (SELECT c.id FROM connections c WHERE c.user_id = $1)',
  },
  {
    table: 'api_keys',
    columns: [
      'id',
      'account_id',
      'label',
      'last_four',
      'scopes',
      'personal',
      'created_at',
      'expires_at',
      'last_used_at',
      'revoked_at',
      'revoked_by',
    ],
    where: OWN,
  },
  {
    table: 'apps',
    columns: ['id', 'name', 'owner_email', 'created_at'],
    where: 'owner_email = $1',
    by: 'email',
  },
  { table: 'app_members', columns: ['app_id', 'role', 'created_at'], where: OWN },
  {
    table: 'app_invitations',
    columns: ['app_id', 'email', 'role', 'created_at', 'expires_at'],
    where: 'email = $1',
    by: 'email',
  },
  {
    table: 'app_notes',
    columns: ['app_id', 'kind', 'author', 'text', 'created_at'],
    where: "actor = 'user:' || $1",
  },
  {
    table: 'approval_requests',
    columns: ['account_id', 'app_id', 'message', 'status', 'requested_at', 'decided_at', 'reason'],
    where: OWN,
  },
  { table: 'notices', columns: ['account_id', 'kind', 'names', 'reason', 'at', 'dismissed_at'], where: OWN },
  { table: 'state_claims', columns: ['app_id', 'claimed_at'], where: OWN },
  {
    table: 'usage_traits',
    columns: ['credential', 'first_day', 'last_day', 'traits'],
    where: `credential IN (${OWN_CREDENTIALS})`,
  },
  {
    table: 'usage_weeks',
    columns: ['credential', 'week', 'days'],
    where: `credential IN (${OWN_CREDENTIALS})`,
  },
  {
    table: 'usage_days',
    columns: ['credential', 'day', 'calls', 'errors', 'denied', 'limited', 'bytes'],
    where: `credential IN (${OWN_CREDENTIALS})`,
  },
  {
    table: 'anomalies',
    columns: ['id', 'rule', 'at', 'app_id', 'connection_id', 'api_key_id', 'what', 'status'],
    where: `connection_id IN (${OWN_CREDENTIALS}) OR api_key_id IN (${OWN_CREDENTIALS})`,
  },
  {
    table: 'mails',
    columns: ['recipient', 'subject', 'body', 'created_at'],
    where: 'recipient = $1',
    by: 'email',
  },
  {
    table: 'events',
    columns: [
      'seq',
      'type',
      'at',
      'actor',
      'app_id',
      'user_id',
      'account_id',
      'connection_id',
      'api_key_id',
      'detail',
    ],
    where: "user_id = $1 OR actor = 'user:' || $1",
  },
];

/** Columns whose text means more than text. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  scopes: JSON.parse,
  names: JSON.parse,
  traits: JSON.parse,
  detail: JSON.parse,
  days: readWeek,
};

export function* exportPerson(user: Pick<User, 'id' | 'provider' | 'email'>): Verb<PersonData> {
  const data: Record<string, Record<string, unknown>[]> = {};
  for (const { table, columns, where, by } of PERSON_DATA) {
    // Somebody else may have the address at another provider.
    const provider = by === 'email' && table !== 'mails' ? ' AND provider = $2' : '';
    const params = by === 'email' ? [user.email, ...(provider === '' ? [] : [user.provider])] : [user.id];
    const rows = yield* query(
      `SELECT ${columns.join(', ')} FROM ${table} WHERE (${where})${provider}`,
      params,
    );
    data[table] = rows.map(row =>
      Object.fromEntries(columns.map((name, i) => [name, valueOf(name, row[i]!)])),
    );
  }
  return data;
}

function valueOf(column: string, value: SqlValue): unknown {
  const read = READERS[column];
  return read === undefined || value === null ? value : read(value as string);
}
