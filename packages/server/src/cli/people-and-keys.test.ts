/** Accounts, users and API keys from the command line. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { runSql } from '../store/conformance/open.ts';
import { openTerminal, type Terminal } from './fixtures.ts';

async function createAda(terminal: Terminal, slug: string, plan: string[] = []): Promise<string> {
  await terminal.run(['account', 'create', '--provider', slug, '--name', 'Acme', ...plan]);
  const user = ['user', 'create', '--provider', slug, '--email', 'Ada@Example.com', '--name', 'Ada'];
  const { json, stderr } = await terminal.run([...user, '--account', 'Acme', '--json']);
  assert.equal(json['email'], 'ada@example.com', stderr);
  return String(json['password']);
}

test('S-K: a user’s password is made and shown once, or read from standard input; never an option', async t => {
  const terminal = openTerminal(t);
  assert.match(await createAda(terminal, 'copper'), /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
  const own = [
    'user',
    'set-password',
    'ada@example.com',
    '--provider',
    'copper',
    '--password-stdin',
    '--json',
  ];
  const changed = await terminal.run(own, { stdin: 'correct horse battery\n' });
  assert.equal(changed.code, 0);
  assert.equal(changed.json['password'], undefined);
  const short = await terminal.run(own, { stdin: 'short\n' });
  assert.equal(short.code, 1);
  assert.match(short.stderr + short.stdout, /needs 8 characters/);
  const asOption = await terminal.run([...own, '--password', 'x']);
  assert.equal(asOption.code, 2);
});

test('an e-mail address that is taken is one sentence', async t => {
  const terminal = openTerminal(t);
  await createAda(terminal, 'copper');
  const again = ['user', 'create', '--provider', 'copper', '--email', 'ada@example.com', '--name', 'Ada'];
  const { code, stderr } = await terminal.run(again);
  assert.equal(code, 1);
  assert.match(stderr, /^.*taken already\. Choose another one\.\n$/);
});

test('R2 R4: an API key is made once for a member of an account with the plan, listed by its end, and revoked', async t => {
  const terminal = openTerminal(t);
  await createAda(terminal, 'copyai');
  const create = [
    'api-key',
    'create',
    '--provider',
    'copyai',
    '--user',
    'ada@example.com',
    '--account',
    'Acme',
  ];
  const refused = await terminal.run([...create, '--label', 'L', '--json']);
  assert.equal((refused.json['error'] as { code: string }).code, 'plan_required');
  const plan = await terminal.run(['account', 'set-plan', 'Acme', 'enterprise', '--provider', 'copyai']);
  assert.equal(plan.stdout, 'Acme has the plan enterprise now.\n');
  const made = await terminal.run([...create, '--label', 'L', '--expires', '30d', '--json']);
  const key = String(made.json['api_key']);
  assert.match(key, /^vkk_/);
  const listed = await terminal.run(['api-key', 'list', '--provider', 'copyai']);
  assert.ok(listed.stdout.includes(`…${key.slice(-4)}`) && !listed.stdout.includes(key));
  const revoke = ['api-key', 'revoke', String(made.json['api_key_id'])];
  assert.equal((await terminal.run(revoke)).code, 0);
  const twice = await terminal.run(revoke);
  assert.deepEqual([twice.code, /no such key/.test(twice.stderr)], [1, true]);
});

test('a user is disabled and enabled, an account suspended and resumed; every act is an event of the operator', async t => {
  const terminal = openTerminal(t);
  await createAda(terminal, 'copper');
  for (const act of [
    'user disable ada@example.com',
    'user enable ada@example.com',
    'account suspend Acme',
    'account resume Acme',
  ])
    assert.equal((await terminal.run([...act.split(' '), '--provider', 'copper'])).code, 0, act);
  const { stdout } = await terminal.run(['events', '--json']);
  const events = JSON.parse(stdout) as { type: string; actor: string; detail: { status?: string } }[];
  const changes = events.filter(({ type }) => type.endsWith('status_changed'));
  assert.deepEqual(
    changes.map(({ actor, detail }) => `${actor} ${detail.status}`),
    ['operator disabled', 'operator active', 'operator suspended', 'operator active'],
  );
});

test('R53: keys rotate adds keys and leaves the old ones active', async t => {
  const terminal = openTerminal(t);
  await terminal.run(['account', 'create', '--provider', 'copper', '--name', 'Acme']);
  const { stdout } = await terminal.run(['keys', 'rotate', '--json']);
  assert.deepEqual(
    (JSON.parse(stdout) as { id: string }[]).map(({ id }) => id),
    ['mac-2', 'jwt-2'],
  );
  const listed = await terminal.run(['keys', 'list']);
  assert.match(listed.stdout, /^mac-1 +mac +active/m);
  assert.match(listed.stdout, /^mac-2 +mac +(?:soon )?active/m);
});

test('S-N8: a name that would be a command to the terminal is shown, not obeyed', async t => {
  const terminal = openTerminal(t);
  const name = 'A\u009b31m\u202eB';
  const { stdout, code } = await terminal.run([
    'account',
    'create',
    '--provider',
    'standard',
    '--name',
    name,
  ]);
  assert.equal(code, 0);
  assert.ok(stdout.includes('A\\u009b31m\\u202eB'), stdout);
});

test('S-U5: audit verify ends with 1 and the place where somebody changed the audit log', async t => {
  const terminal = openTerminal(t);
  await terminal.run(['account', 'create', '--provider', 'copper', '--name', 'Acme']);
  const sealed = await terminal.run(['audit', 'seal', '--json']);
  // A new key that signs is none that seals.
  await terminal.run(['keys', 'rotate']);
  const good = await terminal.run(['audit', 'verify', '--seal', String(sealed.json['last'])]);
  assert.equal(good.code, 0, good.stderr);
  assert.match(good.stdout, /^4 events under 1 seals fit, .* 2 later ones wait/);
  await runSql(
    join(terminal.directory, 'data', 'valetkey.db'),
    "UPDATE events SET actor = 'user:x' WHERE seq = 4",
  );
  const bad = await terminal.run(['audit', 'verify']);
  assert.equal(bad.code, 1);
  assert.match(bad.stdout, /^An event was changed under seal 1 \(events 1 to 4,/);
  assert.equal((await terminal.run(['audit', 'verify', '--seal', 'first'])).code, 2);
});

test('S-U7: a user is exported and, with --yes only, erased', async t => {
  const terminal = openTerminal(t);
  await createAda(terminal, 'copper');
  const one = ['ada@example.com', '--provider', 'copper'];
  const { stdout, stderr } = await terminal.run(['user', 'export', ...one]);
  assert.equal(stderr, '');
  assert.equal((JSON.parse(stdout) as { users: { name: string }[] }).users[0]!.name, 'Ada');
  assert.equal((await terminal.run(['user', 'erase', ...one])).code, 1);
  assert.equal((await terminal.run(['user', 'erase', ...one, '--yes'])).code, 0);
  assert.equal((await terminal.run(['user', 'export', ...one])).code, 1);
});
