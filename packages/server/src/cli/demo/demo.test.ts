/** The demo as `npm start` runs it: three programs, the tour through all six companies, and a second start. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readSlots } from '../../store/sql/slots.ts';
import { findFreePorts, listenOn, openTerminal, type Terminal } from '../fixtures.ts';
import { DEMO_SLUGS, saveDemo, type DemoState } from './state.ts';

function readDemo(terminal: Terminal): DemoState {
  return JSON.parse(readFileSync(join(terminal.directory, 'data', 'demo.json'), 'utf8')) as DemoState;
}

test('R1: the demo starts; the tour connects, calls, refreshes, revokes and is refused at all six', async t => {
  const terminal = openTerminal(t, null);
  const port = await findFreePorts(3);
  const demo = await terminal.start(['demo', '--empty', '--json'], { environment: { PORT: String(port) } });
  assert.equal(demo.json['app'], `http://localhost:${port + 2}`);
  const { code, stdout, stderr } = await terminal.run(['tour', '--all', '--json']);
  const told = JSON.parse(stdout) as {
    ok: boolean;
    providers: { provider: string; steps: { title: string; problem?: string }[] }[];
  };
  const problems = told.providers.flatMap(({ provider, steps }) =>
    steps.filter(({ problem }) => problem).map(({ title, problem }) => `${provider}: ${title}: ${problem}`),
  );
  assert.deepEqual(problems, [], stderr);
  assert.equal(code, 0);
  assert.deepEqual(
    told.providers.map(({ provider }) => provider),
    [...DEMO_SLUGS],
  );
  checkMasked(terminal, stdout);
  checkModes(terminal);
  assert.equal(await demo.stop(), 0);
  // Its programs ended with it: the three ports are free again.
  for (const one of [port, port + 1, port + 2]) {
    const free = await listenOn(one);
    assert.ok(free, `port ${one}`);
    await free.close();
  }
});

/** S-U: secrets, codes and tokens by their first six characters only. */
function checkMasked(terminal: Terminal, stdout: string): void {
  const demo = readDemo(terminal);
  assert.ok(!stdout.includes(demo.password!));
  for (const slug of DEMO_SLUGS) {
    const { clientId, clientSecret } = demo.tour[slug]!;
    assert.ok(!stdout.includes(clientSecret), slug);
    assert.ok(!stdout.includes(Buffer.from(`${clientId}:${clientSecret}`).toString('base64')), slug);
  }
  assert.deepEqual(stdout.match(/vk[acr]_[\w.-]{8,}/g), null);
  assert.match(stdout, /access_token\\":\\"vka_.{2}…/);
}

/** S-T10 */
function checkModes(terminal: Terminal): void {
  const directory = join(terminal.directory, 'data');
  assert.equal(statSync(directory).mode & 0o777, 0o700);
  for (const entry of readdirSync(directory, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    assert.equal(statSync(path).mode & 0o777, entry.isDirectory() ? 0o700 : 0o600, path);
  }
}

test('started again on another port, the demo finds its data: the same password and credentials', async t => {
  const terminal = openTerminal(t, null);
  const first = await terminal.start(['demo', '--empty', '--json'], {
    environment: { PORT: String(await findFreePorts(3)) },
  });
  const before = readDemo(terminal);
  await first.stop();
  const port = await findFreePorts(3);
  const second = await terminal.start(['demo', '--empty', '--json'], { environment: { PORT: String(port) } });
  assert.deepEqual(readDemo(terminal), { ...before, port });
  assert.equal(second.json['password'], before.password);
  const tour = await terminal.run(['tour', '--provider', 'copper']);
  assert.equal(tour.code, 0, tour.stdout);
  const { stdout } = await terminal.run(['app', 'list', '--json']);
  assert.equal((JSON.parse(stdout) as unknown[]).length, 2 * DEMO_SLUGS.length);
});

test('VALETKEY_DEMO_PASSWORD is every person’s password, also from a later start on', async t => {
  const terminal = openTerminal(t, null);
  const port = String(await findFreePorts(3));
  await (await terminal.start(['demo', '--json'], { environment: { PORT: port } })).stop();
  const environment = { PORT: port, VALETKEY_DEMO_PASSWORD: 'a "quoted" pass & word' };
  const demo = await terminal.start(['demo', '--empty', '--json'], { environment });
  assert.equal(demo.json['password'], environment.VALETKEY_DEMO_PASSWORD);
  assert.equal((await terminal.run(['tour'])).code, 0);
});

test('a port in use, any of the three, is one sentence before anything else happens', async t => {
  const terminal = openTerminal(t, null);
  const port = await findFreePorts(3);
  const taken = await listenOn(port + 2);
  t.after(() => taken?.close());
  const { code, stdout, stderr } = await terminal.run(['demo'], { environment: { PORT: String(port) } });
  assert.deepEqual([code, stdout], [1, '']);
  assert.match(
    stderr,
    new RegExp(`^Port ${port + 2} is in use by another program\\. .*PORT=4100 npm start\\n$`),
  );
  assert.deepEqual(readdirSync(terminal.directory), []);
});

test('a program of the demo that dies ends the demo, with its reason', async t => {
  const terminal = openTerminal(t, null);
  const port = await findFreePorts(3);
  const demo = await terminal.start(['demo'], { environment: { PORT: String(port) } });
  let stderr = '';
  demo.child.stderr.on('data', (chunk: Buffer) => void (stderr += chunk.toString()));
  const closed = new Promise<number | null>(resolve => demo.child.once('close', resolve));
  process.kill(findChild(demo.child.pid!, 'crm-api'), 'SIGKILL');
  assert.equal(await closed, 1);
  assert.match(stderr, /^crm-api ended by SIGKILL\./);
});

function findChild(parent: number, name: string): number {
  for (const pid of readdirSync('/proc').filter(entry => /^\d+$/.test(entry))) {
    try {
      const ppid = / \S (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/, ''))?.[1];
      if (Number(ppid) === parent && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(name))
        return Number(pid);
    } catch {
      // It ended while we looked.
    }
  }
  throw new Error(`no child of ${parent} is ${name}`);
}

test('a data directory that cannot be made is one sentence', () => {
  const file = fileURLToPath(import.meta.url);
  assert.throws(() => saveDemo(join(file, 'data'), {} as DemoState), /cannot be made \(ENOTDIR\)\. Make it/);
  if (process.platform === 'linux')
    assert.throws(() => saveDemo('/proc/x/y', {} as DemoState), /cannot be made \(ENOENT\)\. Make it/);
});

test('without a demo the tour says what to start', async t => {
  const { code, stderr } = await openTerminal(t, null).run(['tour']);
  assert.equal(code, 1);
  assert.match(stderr, /^There is no demo in .*npm start\n$/);
});

test('R52 the first start has a history at all six: connections, a month of calls, and odd things that the rules found', async t => {
  const terminal = openTerminal(t, null);
  const environment = { PORT: String(await findFreePorts(3)) };
  await (await terminal.start(['demo', '--json'], { environment })).stop();
  const before = countHistory(terminal);
  for (const slug of DEMO_SLUGS) {
    const [connections, calls, rules] = before[slug]!;
    assert.ok(connections! > 40, slug);
    assert.ok(calls! > 10_000, slug);
    assert.ok(rules! >= 5, slug);
  }
  await (await terminal.start(['demo', '--json'], { environment })).stop();
  assert.deepEqual(countHistory(terminal), before, 'a second start adds nothing');
});

/** By provider: connections, calls, and how many different rules found something. */
function countHistory(terminal: Terminal): Record<string, number[]> {
  const database = new DatabaseSync(join(terminal.directory, 'data', 'valetkey.db'));
  const count = (sql: string, slug: string): number =>
    Object.values(database.prepare(sql).get(slug)!)[0] as number;
  const calls = (slug: string): number =>
    database
      .prepare("SELECT hours FROM usage_route_days WHERE provider = ? AND app_id = '*'")
      .all(slug)
      .flatMap(row => [...readSlots(String(row['hours'])).values()])
      .reduce((sum, [made = 0]) => sum + made, 0);
  const counted = DEMO_SLUGS.map(slug => [
    slug,
    [
      count('SELECT count(*) FROM connections WHERE provider = ?', slug),
      calls(slug),
      count('SELECT count(DISTINCT rule) FROM anomalies WHERE provider = ?', slug),
    ],
  ]);
  database.close();
  return Object.fromEntries(counted) as Record<string, number[]>;
}
