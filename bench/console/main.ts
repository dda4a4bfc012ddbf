/**
 * `npm run bench:console`: how long every question of the console takes over a month of calls of many connections, and how large the
 * database is. `--engine sqlite|postgres`, `--connections N`, `--days N`, `--busy 0.3`, `--seed S`, `--times N`.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { TestContext } from 'node:test';
import { OPERATIONS, type Operation } from '@valetkey/protocol/console-api';
import { openConsole, type Caller } from '../../packages/server/src/console-api/fixtures.ts';
import { openTestServer, testConfig } from '../../packages/server/src/fixtures.ts';
import { openPostgresStore } from '../../packages/server/src/store/postgres.ts';
import { startCluster, type Cluster } from '../../packages/server/src/store/postgres/fixtures.ts';
import { describeMachine } from '../harness/machine.ts';
import { median } from '../harness/rounds.ts';
import { SEEDED, seed } from './seed.ts';

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'sqlite' },
    connections: { type: 'string', default: '10000' },
    days: { type: 'string', default: '30' },
    busy: { type: 'string', default: '0.3' },
    seed: { type: 'string', default: '1' },
    times: { type: 'string', default: '20' },
  },
});
const wanted = {
  connections: Number(values.connections),
  days: Number(values.days),
  busyShare: Number(values.busy),
  seed: Number(values.seed),
};

/** Beside the question as it is: what people choose on the screen. */
const VARIANTS: Readonly<Record<string, readonly Record<string, string>[]>> = {
  'usage.read': [{ range: 'day' }, { range: 'quarter' }],
  'integrations.list': [{ search: 'app 1' }],
  'administration.integrations': [
    { search: 'member 77' },
    { unused: '1' },
    { full: '1' },
    { unverified: '1' },
    { order: 'longest_unused' },
  ],
  'administration.members': [{ search: 'member 77' }],
  'administration.apps': [{ search: 'app 1' }],
  'policy.apps': [{ search: 'app 1' }],
  'catalogue.list': [{ search: 'app 1' }],
  'key-holders.list': [{ search: 'key 7' }],
};

const ends: (() => unknown)[] = [];
const untilTheEnd: Pick<TestContext, 'after'> = { after: end => void ends.unshift(end as () => unknown) };
const directory = mkdtempSync(join(tmpdir(), 'valetkey-bench-console-'));
const cluster = values.engine === 'postgres' ? await startCluster() : null;
const url = await cluster?.createDatabase();
try {
  const server = await openTestServer(untilTheEnd as TestContext, {
    config: testConfig({ [SEEDED.slug]: { operators: [SEEDED.email] } }),
    directory,
    ...(url === undefined ? {} : { openStore: () => openPostgresStore({ url }) }),
  });
  console.log(JSON.stringify({ ...describeMachine(), engine: values.engine, ...wanted }));
  const ids = await seed(server, wanted);
  console.log(JSON.stringify(await server.core.store.countRows()));
  console.table(await measureAll(await openConsole(server, SEEDED.slug, SEEDED.email), ids));
} finally {
  for (const end of ends) await end();
  // Closed: what SQLite had in its log is in the database.
  console.log(`${round((await bytesOf(cluster, url)) / 1e6)} MB`);
  await cluster?.remove();
  rmSync(directory, { recursive: true });
}

async function measureAll(
  caller: Caller,
  ids: Readonly<Record<string, string>>,
): Promise<Record<string, { median: number; slowest: number }>> {
  const figures: Record<string, { median: number; slowest: number }> = {};
  for (const operation of OPERATIONS.filter(({ method }) => method === 'GET')) {
    const needed = [...operation.path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
    if (needed.some(name => ids[name] === undefined)) continue;
    for (const query of [{}, ...(VARIANTS[operation.name] ?? [])]) {
      const name = `${operation.name} ${new URLSearchParams(query).toString()}`.trim();
      const times = await measure(caller, operation, { ids, query });
      figures[name] = { median: round(median(times)), slowest: round(Math.max(...times)) };
    }
  }
  return figures;
}

async function measure(
  caller: Caller,
  operation: Operation,
  given: { ids: Readonly<Record<string, string>>; query: Record<string, string> },
): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < Number(values.times); n++) {
    // A turn of the event loop each, as between requests from a network.
    await new Promise(resume => setImmediate(resume));
    const begun = performance.now();
    const { status, body } = await caller.call(operation, given);
    times.push(performance.now() - begun);
    if (status !== 200) throw new Error(`${operation.name}: ${status} ${body}`);
  }
  return times;
}

async function bytesOf(postgres: Cluster | null, database: string | undefined): Promise<number> {
  if (postgres === null || database === undefined) return statSync(join(directory, 'valetkey.db')).size;
  const client = await postgres.connect(database);
  const { rows } = await client.query<{ size: string }>(
    'SELECT pg_database_size(current_database()) AS size',
  );
  const tables = await client.query<{ name: string; size: string }>(
    'SELECT relname AS name, pg_total_relation_size(oid) AS size FROM pg_class WHERE relkind = $1 ORDER BY 2 DESC LIMIT 8',
    ['r'],
  );
  for (const { name, size } of tables.rows) console.log(`${name}: ${round(Number(size) / 1e6)} MB`);
  await client.end();
  return Number(rows[0]!.size);
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
