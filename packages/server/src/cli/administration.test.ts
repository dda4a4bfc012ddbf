/** Administration of an account from the command line: the same acts as on the screens, by the operator. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTerminal } from './fixtures.ts';

test('R50 S-O6: keys are listed, taken back with a reason and told; a policy is set; the log leaves as a table; a member is removed', async t => {
  const terminal = openTerminal(t);
  const at = ['--provider', 'copper'];
  const run = async (...words: string[]) => {
    const done = await terminal.run([...words, ...at]);
    assert.equal(done.code, 0, done.stderr);
    return done;
  };
  await run('account', 'create', '--name', 'Acme');
  await run('user', 'create', '--email', 'ada@example.com', '--name', 'Ada', '--account', 'Acme');
  await run('api-key', 'create', '--user', 'ada@example.com', '--account', 'Acme', '--label', 'Nightly');
  assert.match(
    (await run('account', 'integrations', 'Acme')).stdout,
    /key +Nightly +ada@example\.com +active/,
  );
  const nothing = await terminal.run(['account', 'revoke', 'Acme', '--reason', 'Why', ...at]);
  assert.deepEqual([nothing.code, /Say what is to end/.test(nothing.stderr)], [2, true]);
  const { json } = await run('account', 'revoke', 'Acme', '--everything', '--reason', 'Unused', '--json');
  assert.deepEqual([json['connections'], json['api_keys'], json['members']], [0, 1, 1]);
  assert.match((await run('user', 'notices', 'ada@example.com')).stdout, /Nightly +provider +Unused/);
  assert.equal((await run('account', 'policy', 'Acme', '--apps', 'none', '--json')).json['apps'], 'none');
  const { stdout } = await run('account', 'audit', 'Acme', '--csv');
  assert.match(stdout, /^\uFEFFat,event,.*\r\n[^\r]*,account\.exported,provider,/);
  assert.match(stdout, /api_key\.revoked,provider,.*Unused/);
  await run('account', 'remove-member', 'Acme', 'ada@example.com');
  assert.deepEqual(JSON.parse((await run('account', 'members', 'Acme', '--json')).stdout), []);
});
