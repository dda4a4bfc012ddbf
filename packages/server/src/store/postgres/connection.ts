/** One connection to PostgreSQL: checked when it opens, statements prepared once, several under way at a time (pipelining). */
import { Socket } from 'node:net';
import { Client, type ClientConfig } from 'pg';
import { SchemaError } from '../migrations/migrate.ts';
import { StoreUnavailableError } from '../store.ts';
import type { SqlRow, Statement, StatementResult } from '../verb.ts';

/** PostgreSQL 15 is what Debian stable-1 has; older ones were not tested. */
const OLDEST_SERVER = 150_000;
const CONNECT_TIMEOUT_MS = 3000;
/** A server that does not answer at all (half-open network): longer than its own limits below, so that those come first. */
const NO_ANSWER_MS = 7000;
/** A migration waits for another node's, and may take its time. */
const MIGRATION_MS = 60_000;

/** Read back when the connection opens: a setting that is not read back is a hope (S-W1). */
const SETTINGS: Readonly<Record<string, string>> = {
  statement_timeout: '5s',
  // Another node's transaction takes some milliseconds. Shorter than deadlock_timeout, so that a deadlock ends sooner.
  lock_timeout: '500ms',
  // A node that was paused in the middle of a transaction must not hold its rows.
  idle_in_transaction_session_timeout: '2s',
  // The statements are short; compiling them costs more than running them.
  jit: 'off',
};

const OF_ROLE: Readonly<Record<Role, Readonly<Record<string, string>>>> = {
  reads: { default_transaction_read_only: 'on' },
  // Indexes serve every verb, also while the planner knows no statistics yet; a table that is read as a whole would be watched as a whole.
  writes: { plan_cache_mode: 'force_generic_plan', enable_seqscan: 'off' },
  migrations: {
    statement_timeout: '1min',
    lock_timeout: '1min',
    idle_in_transaction_session_timeout: '1min',
  },
};

export interface Connection {
  query(statement: Statement): Promise<StatementResult>;
  /** A statement without parameters that is not prepared. Returns its command tag: COMMIT, ROLLBACK … */
  command(sql: string): Promise<string>;
  /** Statements sent and not yet answered. */
  readonly underWay: number;
  /** False: every statement under way has failed, and it cannot be used any more. */
  readonly isOpen: boolean;
  close(): Promise<void>;
}

export type Role = 'reads' | 'writes' | 'migrations';

/** Throws when the server cannot be reached, is a replica, or is too old. */
export async function openConnection(url: string, role: Role): Promise<Connection> {
  const socket = new Socket();
  const client = new Client({ ...configOf(url, role), stream: () => socket });
  // Whatever breaks it also fails what is under way; in idle times nobody needs to hear it.
  client.on('error', () => {});
  try {
    await client.connect();
    await configure(client, role);
  } catch (error) {
    client.end().catch(() => {});
    throw error;
  }
  return wrap(client, socket);
}

function configOf(url: string, role: Role): ClientConfig {
  return {
    connectionString: url,
    fallback_application_name: `valetkey ${role}`,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: role === 'migrations' ? 2 * MIGRATION_MS : NO_ANSWER_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5000,
    pipeline: true,
    types: { getTypeParser: (oid: number) => (isInteger(oid) ? Number : String) },
  };
}

/** int8, int2, int4. Everything stored is far below 2^53. */
function isInteger(oid: number): boolean {
  return oid === 20 || oid === 21 || oid === 23;
}

async function configure(client: Client, role: Role): Promise<void> {
  const settings = { ...SETTINGS, ...OF_ROLE[role] };
  const facts = await client.query<{ version: number; replica: string; durable: string; encoding: string }>(
    `SELECT current_setting('server_version_num')::int AS version, pg_is_in_recovery()::text AS replica,
            current_setting('synchronous_commit') AS durable, current_setting('server_encoding') AS encoding`,
  );
  const { version, replica, durable, encoding } = facts.rows[0]!;
  if (version < OLDEST_SERVER)
    throw new SchemaError(`PostgreSQL ${version / 10_000} is too old; at least 15 is needed.`);
  if (encoding !== 'UTF8')
    throw new SchemaError(
      `The database has the encoding ${encoding}; UTF8 is needed (CREATE DATABASE … ENCODING 'UTF8').`,
    );
  // S-E: what was revoked or redeemed a moment ago is not on a replica yet.
  if (replica === 'true')
    throw new StoreUnavailableError('the database is a replica: connect to the primary');
  // Stronger settings (remote_write, remote_apply) are the operator's choice and stay.
  const synchronous = durable === 'off' || durable === 'local' ? { synchronous_commit: 'on' } : {};
  await set(client, { ...settings, ...synchronous });
}

async function set(client: Client, settings: Readonly<Record<string, string>>): Promise<void> {
  const { rows } = await client.query<{ name: string; wanted: string; found: string }>(
    `SELECT name, value AS wanted, set_config(name, value, false) AS found FROM unnest($1::text[], $2::text[]) AS s (name, value)`,
    [Object.keys(settings), Object.values(settings)],
  );
  const refused = rows.find(({ wanted, found }) => wanted !== found);
  if (refused)
    throw new SchemaError(
      `PostgreSQL does not accept ${refused.name} = ${refused.wanted} here (it says ${refused.found}).`,
    );
}

/** Names of prepared statements: the same in every connection of this process. */
const names = new Map<string, string>();

function nameOf(sql: string): string {
  let name = names.get(sql);
  if (name === undefined) names.set(sql, (name = `v${names.size + 1}`));
  return name;
}

function wrap(client: Client, socket: Socket): Connection {
  let underWay = 0;
  let isOpen = true;
  let isGathering = false;
  client.on('error', () => (isOpen = false));
  client.on('end', () => (isOpen = false));

  /** Statements of one turn of the event loop leave in one piece. */
  function gather(): void {
    if (isGathering) return;
    isGathering = true;
    socket.cork();
    setImmediate(() => {
      isGathering = false;
      socket.uncork();
    });
  }

  async function counted<T>(answer: Promise<T>): Promise<T> {
    underWay += 1;
    try {
      return await answer;
    } finally {
      underWay -= 1;
    }
  }

  return {
    async query({ sql, params, wants }) {
      gather();
      const query = { name: nameOf(sql), text: sql, values: params as unknown[], rowMode: 'array' as const };
      const result = await counted(client.query<SqlRow[]>(query));
      return wants === 'rows' ? (result.rows as unknown as readonly SqlRow[]) : (result.rowCount ?? 0);
    },
    async command(sql) {
      gather();
      return (await counted(client.query(sql))).command;
    },
    get underWay() {
      return underWay;
    },
    get isOpen() {
      return isOpen;
    },
    async close() {
      isOpen = false;
      await client.end();
    },
  };
}
