/** Outages that a server meets when it starts: it says what is wrong in one sentence and does not start, or starts and serves no wrong answer. */
import { chmodSync, chownSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Trial } from './harness.ts';
import type { Outage } from './outages.ts';
import { openVictim, type Victim } from './outages-victim.ts';
import { ServerEnded, newSite, serve, type ServeOptions, type Site } from './server-process.ts';

const NOBODY = 65_534;

/** @returns what is wrong with how it refused. `expected`: what the sentence must speak of. */
async function refusesToStart(site: Site, options: ServeOptions, expected: RegExp): Promise<string[]> {
  try {
    const server = await serve(site, options);
    await server.kill();
    return ['it started'];
  } catch (error) {
    if (!(error instanceof ServerEnded)) throw error;
    return problemsOf(error, expected);
  }
}

function problemsOf({ exitCode, said }: ServerEnded, expected: RegExp): string[] {
  const message = /"message": "((?:[^"\\]|\\.)*)"/.exec(said)?.[1] ?? '';
  return [
    ...(exitCode === 1 ? [] : [`exit code ${exitCode}`]),
    ...(/"code": "bug"|\\n {4}at |^ {4}at /m.test(said)
      ? [`a stack instead of a sentence: ${said.slice(0, 300)}`]
      : []),
    ...(expected.test(message) ? [] : [`the sentence is: ${message || said.slice(0, 300)}`]),
  ];
}

export async function readOnlyDirectory(): Promise<Outage> {
  const site = newSite();
  try {
    mkdirSync(site.data);
    // Root may write everywhere, so it is somebody else who starts it there.
    const isRoot = process.getuid?.() === 0;
    chmodSync(site.directory, 0o755);
    chmodSync(site.configuration, 0o644);
    chmodSync(site.data, isRoot ? 0o755 : 0o500);
    const options = { ...(isRoot ? { uid: NOBODY } : {}), environment: { NODE_COMPILE_CACHE: '' } };
    const violations = await refusesToStart(site, options, /data.*(?:EACCES|read|writ|permission)/i);
    chmodSync(site.data, 0o755);
    if (isRoot) chownSync(site.data, NOBODY, NOBODY);
    if (isRoot) await (await serve(site, options)).end();
    return { violations };
  } finally {
    site.remove();
  }
}

export async function wrongMasterKey(trial: Trial): Promise<Outage> {
  return await withVictim(trial, async victim => {
    await victim.server.end();
    const wrong = { VALETKEY_MASTER_KEY: '09'.repeat(32) };
    const refusal = await refusesToStart(
      victim.site,
      { without: trial.without, environment: wrong },
      /master key/,
    );
    const again = await serve(victim.site, {});
    const life = await victim.problemsOfLife(again.url);
    await again.end();
    return [...refusal, ...life];
  });
}

export async function corruptHeader(trial: Trial): Promise<Outage> {
  return await withVictim(trial, async victim => {
    await victim.server.end();
    const path = join(victim.site.data, 'valetkey.db');
    const bytes = readFileSync(path);
    writeFileSync(path, Buffer.concat([Buffer.alloc(100, 0x5a), bytes.subarray(100)]));
    const refusal = await refusesToStart(victim.site, { without: trial.without }, /not a database/);
    writeFileSync(path, bytes);
    const again = await serve(victim.site, {});
    const life = await victim.problemsOfLife(again.url);
    await again.end();
    return [...refusal, ...life];
  });
}

/** Each page once, with noise: whatever it held, no answer is wrong, and none is a bug. */
export async function corruptPages(trial: Trial): Promise<Outage> {
  return await withVictim(trial, async victim => {
    await victim.server.end();
    const path = join(victim.site.data, 'valetkey.db');
    const whole = join(victim.site.directory, 'whole.db');
    cpSync(path, whole);
    const bytes = readFileSync(whole);
    const roots = rootPages(whole, ['families', 'connections', 'apps']);
    const problems: string[] = [];
    for (const page of roots) {
      const damaged = Buffer.from(bytes);
      damaged.fill(0x5a, (page - 1) * 4096, page * 4096);
      writeFileSync(path, damaged);
      const server = await serve(victim.site, { without: trial.without });
      problems.push(
        ...(await victim.problemsOfOutage(server.url, 'damaged')).map(what => `page ${page}: ${what}`),
      );
      await server.kill();
      for (const suffix of ['-wal', '-shm']) writeFileSync(`${path}${suffix}`, '');
    }
    cpSync(whole, path);
    const again = await serve(victim.site, {});
    problems.push(...(await victim.problemsOfLife(again.url)));
    await again.end();
    return problems;
  });
}

function rootPages(path: string, tables: readonly string[]): number[] {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database.prepare("SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'").all();
  database.close();
  return rows.filter(row => tables.includes(String(row['name']))).map(row => Number(row['rootpage']));
}

/** Tables without the note that they were made: what a restore by hand leaves behind. */
export async function halfMigration(trial: Trial): Promise<Outage> {
  return await withVictim(trial, async victim => {
    await victim.server.end();
    const path = join(victim.site.data, 'valetkey.db');
    const database = new DatabaseSync(path);
    database.exec('DELETE FROM schema_migrations; DROP TABLE usage_reports');
    database.close();
    return await refusesToStart(victim.site, { without: trial.without }, /schema|migration/i);
  });
}

export async function newerSchema(trial: Trial): Promise<Outage> {
  return await withVictim(trial, async victim => {
    await victim.server.end();
    const database = new DatabaseSync(join(victim.site.data, 'valetkey.db'));
    database.exec("INSERT INTO schema_migrations (version, name) VALUES (999, 'of the future')");
    database.close();
    return await refusesToStart(victim.site, { without: trial.without }, /schema 999/);
  });
}

async function withVictim(trial: Trial, work: (victim: Victim) => Promise<string[]>): Promise<Outage> {
  const victim = await openVictim(trial);
  try {
    return { violations: await work(victim) };
  } finally {
    await victim.close();
  }
}
