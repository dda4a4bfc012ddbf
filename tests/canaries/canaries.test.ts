/** The search for credentials itself: what it must find is found, wherever and however it is written, and where they are made is known. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { newApiKey, newAppSecret } from '../../packages/server/src/domain/secrets.ts';
import { MINTS } from './mints.ts';
import { Needles } from './needles.ts';
import type { Report } from './registry.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SECRET = 'correct horse battery staple/+';
const noise = (): Buffer => randomBytes(500);

test('a credential is found in every writing and at every place', () => {
  const needles = new Needles();
  needles.note('password', SECRET);
  needles.note('key', Buffer.alloc(32, 7));
  const bytes = Buffer.from(SECRET);
  const writings = [
    SECRET,
    encodeURIComponent(SECRET),
    new URLSearchParams({ SECRET }).toString(),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...[0, 1, 2, 3].flatMap(before => {
      const longer = Buffer.concat([Buffer.alloc(before, 'x'), bytes, Buffer.alloc(before, 'y')]);
      return [longer.toString('base64'), longer.toString('base64url')];
    }),
  ];
  for (const writing of writings) {
    const content = Buffer.concat([noise(), Buffer.from(writing), noise()]);
    assert.deepEqual(needles.find(content), ['password'], writing);
  }
  assert.deepEqual(needles.find(Buffer.concat([noise(), Buffer.alloc(32, 7)])), ['key']);
  assert.deepEqual(needles.find(Buffer.concat([noise(), Buffer.from(SECRET.slice(0, -1))])), []);
});

test('what looks like one of ours is found, though nobody noted it', () => {
  const needles = new Needles();
  const find = (text: string): string[] => needles.find(Buffer.from(`{"level":30,"x":"${text}"}`));
  assert.deepEqual(find(newAppSecret()), ['what looks like: app secret']);
  assert.deepEqual(find(newAppSecret().replace(/.$/, last => (last === 'a' ? 'b' : 'a'))), []);
  assert.deepEqual(find(newApiKey('0'.repeat(26))), ['what looks like: API key']);
  const content = Buffer.concat([Buffer.from([2, 0, 1]), randomBytes(60)]).toString('base64url');
  assert.deepEqual(find(`vkr_${content}`), ['what looks like: refresh token']);
  assert.deepEqual(find('vka_… was refused, and so was vkr_abc'), []);
});

for (const { file, from } of MINTS)
  test(`${file} makes or takes a credential where it is noted: ${from.split('\n')[0]!.slice(0, 60)}`, () => {
    const [path, ...others] = globSync(`${root}/packages/*/src/**/*.ts`).filter(source =>
      source.endsWith(`/${file}`),
    );
    assert.ok(path !== undefined && others.length === 0, file);
    assert.equal(readFileSync(path, 'utf8').split(from).length, 2);
  });

/** A process such as scripts/test.ts starts, which leaves behind what `leave` says. */
function reportOf(t: { after(end: () => void): void }, leave: string): Report {
  const directory = mkdtempSync(join(tmpdir(), 'canaries-test-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const [script, report] = [join(directory, 'script.ts'), join(directory, 'report')];
  const secrets = join(root, 'packages/server/src/domain/secrets.ts');
  writeFileSync(
    script,
    `import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
     import { tmpdir } from 'node:os';
     const { newAppSecret, randomToken } = await import(${JSON.stringify(secrets)});
     const directory = mkdtempSync(tmpdir() + '/valetkey-planted-');
     const secret = newAppSecret();
     writeFileSync(directory + '/server.log', ${leave});
     rmSync(directory, { recursive: true });`,
  );
  const record = import.meta.resolve('./record.ts');
  execFileSync(process.execPath, ['--import', record, script], {
    env: { ...process.env, CANARY_REPORT: report },
    stdio: 'pipe',
  });
  return JSON.parse(readFileSync(report, 'utf8')) as Report;
}

test('S-U1 a secret planted in a log line is found when the log is removed, by its kind and its file', t => {
  const planted = reportOf(t, "'{\"msg\":\"x=' + Buffer.from(secret).toString('base64') + '\"}'");
  assert.equal(planted.found.length, 1);
  assert.match(planted.found[0]!, /^app secret in .*valetkey-planted-\w+\/server\.log/);
  const clean = reportOf(t, "'a line that says nothing'");
  assert.deepEqual([clean.credentials, clean.artefacts, clean.found], [1, 1, []]);
});
