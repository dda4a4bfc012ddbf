/** Memory, start, and what is stored: per connection, and after many refreshes. */
import { DatabaseSync } from 'node:sqlite';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '../harness/rounds.ts';
import { runLoad } from '../load/run-load.ts';
import { newSite, prepare, serve } from '../peers/valetkey.ts';
import { newApp, openWorld } from '../peers/valetkey-world.ts';
import { refresh } from './refresh.ts';
import { seedConnections } from './seed.ts';

const STARTS = 5;
const CONNECTIONS_STORED = 20_000;

export async function measureResources(refreshes: number): Promise<Record<string, string>> {
  return { ...(await measureStarts()), ...(await measureStorage()), ...(await measureRefreshes(refreshes)) };
}

async function measureStarts(): Promise<Record<string, string>> {
  const site = newSite();
  const ready: number[] = [];
  const memory: number[] = [];
  for (let i = 0; i <= STARTS; i++) {
    const server = await serve(site);
    await sleep(2000);
    // The first start makes the database, and compiles.
    if (i > 0) ready.push(server.readyMs);
    memory.push(server.memory());
    await server.stop();
  }
  site.remove();
  return {
    'ready after': `${Math.round(median(ready))} ms`,
    'memory, idle': `${Math.round(median(memory) / 1e6)} MB`,
  };
}

async function measureStorage(): Promise<Record<string, string>> {
  const site = newSite();
  const core = await openWorld(site.directory);
  const { app } = await newApp(core);
  await seedConnections(core, [app.id], CONNECTIONS_STORED);
  await core.close();
  const path = join(site.directory, 'valetkey.db');
  const database = new DatabaseSync(path, { readOnly: true });
  // Beside the rows themselves: their indexes. Events are the audit log, users are the company's.
  const tables = new Map(
    (
      database.prepare('SELECT name, tbl_name FROM sqlite_schema').all() as {
        name: string;
        tbl_name: string;
      }[]
    ).map(({ name, tbl_name }) => [name, tbl_name]),
  );
  const pages = database.prepare('SELECT name, SUM(pgsize) AS bytes FROM dbstat GROUP BY name').all() as {
    name: string;
    bytes: number;
  }[];
  database.close();
  const bytesOf = (...names: string[]): number =>
    pages
      .filter(page => names.includes(tables.get(page.name) ?? ''))
      .reduce((all, { bytes }) => all + bytes, 0);
  const per = (bytes: number): string => `${Math.round(bytes / CONNECTIONS_STORED)} bytes`;
  const figures = {
    'stored per connection, with its family and all indexes': per(bytesOf('connections', 'families')),
    'beside it, events of consent and redemption': per(bytesOf('events')),
    'the whole database, users and accounts among it': per(statSync(path).size),
  };
  site.remove();
  return figures;
}

async function measureRefreshes(count: number): Promise<Record<string, string>> {
  const site = newSite();
  const facts = await prepare(site);
  const before = await countRows(site.directory);
  const server = await serve(site);
  let plan = refresh({ ...facts, url: server.url });
  let done = 0;
  while (done < count) {
    const result = await runLoad({ url: server.url, plan, seconds: 5 });
    plan = result.next;
    done += result.good;
  }
  const memory = server.memory();
  await server.stop();
  const after = await countRows(site.directory);
  site.remove();
  return {
    [`rows more after ${done.toLocaleString('en')} refreshes`]: difference(before, after),
    'memory after them, under load': `${Math.round(memory / 1e6)} MB`,
  };
}

async function countRows(directory: string): Promise<Readonly<Record<string, number>>> {
  const core = await openWorld(directory);
  const rows = await core.store.countRows();
  await core.close();
  return rows;
}

/** By table, without the apps' own request logs, which keep their newest 500. */
function difference(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): string {
  const more = Object.entries(after)
    .map(([table, count]) => [table, count - (before[table] ?? 0)] as const)
    .filter(([table, count]) => count !== 0 && table !== 'request_log');
  return more.map(([table, count]) => `${count} in ${table}`).join(', ') || 'none';
}
