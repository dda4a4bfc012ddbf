/** Apps from the command line. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTerminal } from './fixtures.ts';

const WORDS = { name: 'Database Analyzer', description: 'analyze your database', publisher: 'Analyzer Labs' };
const APP = ['app', 'create', '--redirect-uri', 'https://app.example/callback'].concat(
  Object.entries(WORDS).flatMap(([name, value]) => [`--${name}`, value]),
);

test('R18 R19 R21: app create --json prints client_id and client_secret, both alphanumeric; the secret is never shown again', async t => {
  const terminal = openTerminal(t);
  const { code, json } = await terminal.run([
    ...APP,
    '--provider',
    'standard',
    '--scope',
    'people:read',
    '--json',
  ]);
  assert.equal(code, 0);
  assert.match(String(json['client_id']), /^[0-9a-z]+$/);
  assert.match(String(json['client_secret']), /^[0-9A-Za-z]+$/);
  assert.deepEqual(json['scopes'], ['people:read']);
  const shown = await terminal.run(['app', 'show', String(json['client_id'])]);
  assert.ok(shown.stdout.includes(`…${String(json['client_secret']).slice(-4)}`));
  assert.ok(!shown.stdout.includes(String(json['client_secret'])));
});

test('R13: at Copper the secret comes with the approval', async t => {
  const terminal = openTerminal(t);
  const created = await terminal.run([
    ...APP,
    '--provider',
    'copper',
    '--scope',
    'developer/v1/all',
    '--json',
  ]);
  assert.equal(created.json['status'], 'in_review');
  assert.equal(created.json['client_secret'], null);
  const id = String(created.json['client_id']);
  const early = await terminal.run(['app', 'rotate-secret', id]);
  assert.deepEqual([early.code, /in review/.test(early.stderr)], [1, true]);
  const approved = await terminal.run(['app', 'approve', id, '--json']);
  assert.equal(approved.json['status'], 'approved');
  assert.match(String(approved.json['client_secret']), /^[0-9A-Za-z]+$/);
  const twice = await terminal.run(['app', 'approve', id]);
  assert.deepEqual([twice.code, twice.stderr], [1, 'The app is approved; it must be in_review or draft.\n']);
});

test('R20: Copernica’s people read client_key, with the wire’s word beside it', async t => {
  const terminal = openTerminal(t);
  const { stdout } = await terminal.run([...APP, '--provider', 'copernica']);
  assert.match(stdout, /^client_key \(client_id\) +[0-9a-v]{26}$/m);
  assert.match(stdout, /^client_secret +vks/m);
});

test('R35: what may not be registered is one sentence with what to do', async t => {
  const terminal = openTerminal(t);
  const { code, stderr } = await terminal.run([
    ...APP,
    '--provider',
    'standard',
    '--redirect-uri',
    'http://app.example/cb',
  ]);
  assert.equal(code, 1);
  assert.match(stderr, /https/);
  assert.equal(stderr.trim().split('\n').length, 1);
});

test('R53: two live secrets at most; the third asks to end one first, by its id or its end', async t => {
  const terminal = openTerminal(t);
  const { json } = await terminal.run([...APP, '--provider', 'standard', '--json']);
  const id = String(json['client_id']);
  const second = await terminal.run(['app', 'rotate-secret', id, '--overlap', '7d', '--json']);
  const third = await terminal.run(['app', 'rotate-secret', id, '--json']);
  assert.equal(third.code, 1);
  assert.deepEqual(third.json['error'], {
    code: 'conflict',
    message:
      'The app has two live secrets already. End one first: valetkey app revoke-secret <client_id> <secret_id>',
  });
  const revoke = ['app', 'revoke-secret', id, String(json['client_secret']).slice(-4)];
  assert.equal((await terminal.run(revoke)).code, 0);
  assert.equal((await terminal.run(['app', 'rotate-secret', id])).code, 0);
  assert.notEqual(second.json['client_secret'], json['client_secret']);
});

test('an app is suspended and resumed; listed by provider', async t => {
  const terminal = openTerminal(t);
  const { json } = await terminal.run([...APP, '--provider', 'standard', '--json']);
  const id = String(json['client_id']);
  assert.equal((await terminal.run(['app', 'suspend', id])).code, 0);
  const again = await terminal.run(['app', 'suspend', id]);
  assert.deepEqual([again.code, again.stderr], [1, 'The app is suspended already.\n']);
  assert.match(
    (await terminal.run(['app', 'list', '--provider', 'standard'])).stdout,
    new RegExp(`${id} .*suspended`),
  );
  assert.equal((await terminal.run(['app', 'resume', id, '--json'])).json['status'], 'approved');
  assert.ok(!(await terminal.run(['app', 'list', '--provider', 'fliki'])).stdout.includes(id));
});

test('R13 R15: an app is changed, handed in, answered and given up from the command line as in the portal', async t => {
  const terminal = openTerminal(t);
  const create = [...APP, '--provider', 'standard', '--owner-email', 'dev@app.example', '--json'];
  const id = String((await terminal.run(create)).json['client_id']);
  const back = await terminal.run(['app', 'take-back', id, '--json']);
  assert.equal(back.json['status'], 'draft');
  const uri = 'https://app.example/other';
  const changed = await terminal.run([
    'app',
    'update',
    id,
    '--redirect-uri',
    uri,
    '--reason',
    'x=y',
    '--json',
  ]);
  assert.deepEqual([changed.json['redirect_uris'], changed.json['name']], [[uri], WORDS.name]);
  assert.equal((await terminal.run(['app', 'submit', id, '--json'])).json['status'], 'approved');
  await terminal.run(['app', 'tell', id, '--message', 'Well done']);
  assert.match((await terminal.run(['app', 'review', id])).stdout, /message +operator +Well done/);
  assert.equal((await terminal.run(['app', 'delete', id, '--for-good', '--json'])).json['deleted'], true);
});
