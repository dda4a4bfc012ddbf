/** Secrets that peers kept in the clear, showed again, or put into an error; and what an update did to live tokens. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { describeApp, describeSecret, renderSecrets } from '../../../packages/server/src/cli/describe-app.ts';
import { MasterKey, parseMasterKey } from '../../../packages/server/src/domain/master-key.ts';
import {
  checkBearer,
  connect,
  exchange,
  openTestServer,
  refreshTokens,
} from '../../../packages/server/src/fixtures.ts';
import { openConnected } from '../../../packages/server/src/token-fixtures.ts';

test('hydra 0.11.12 django-oauth-toolkit #1093: no request and no secret is kept in the clear', async t => {
  const of = await openConnected(t, 'standard');
  const { code = '' } = await connect(of.server, 'standard', of.app.app);
  const { json } = await exchange(of.server, 'standard', of.app, code);
  await of.server.core.requestLog.flush();
  const { directory } = of.server;
  const kept = Buffer.concat(readdirSync(directory).map(name => readFileSync(join(directory, name))));
  assert.ok(kept.includes(of.app.app.id), 'what is no secret is found');
  for (const secret of [of.app.secret, code, json['access_token'], json['refresh_token']])
    assert.equal(kept.includes(String(secret).slice(8)), false);
});

test('CVE-2020-10187 S-J9: what tells of apps tells no secret, nor anything to test one with', async t => {
  const { server, app } = await openConnected(t, 'standard');
  const apps = await server.core.store.listApps('standard');
  const secrets = await server.core.store.listAppSecrets(app.app.id);
  const told = JSON.stringify([
    apps.map(describeApp),
    secrets.map(secret => describeSecret(secret, 0)),
    renderSecrets(secrets, 0),
  ]);
  assert.ok(told.includes(app.secret.slice(-4)));
  for (const secret of [app.secret, app.secret.slice(0, -4), secrets[0]!.hash])
    assert.equal(told.includes(secret), false);
});

test('CVE-2023-37260: no error says anything of a key', () => {
  const [right, wrong] = ['ab'.repeat(32), 'cd'.repeat(32)];
  const wrapped = parseMasterKey(right, 'A').wrap(Buffer.from('the key within'), 'row');
  const failures = [
    () => parseMasterKey(wrong, 'B').unwrap(wrapped, 'row'),
    () => parseMasterKey(right, 'A').unwrap(wrapped, 'other row'),
    () => parseMasterKey(`${right}zz`, 'VALETKEY_MASTER_KEY'),
    () => new MasterKey(Buffer.from(right.slice(2), 'hex')),
  ];
  for (const fail of failures)
    assert.throws(fail, (error: unknown) => {
      const text = inspect(error, { depth: 9, showHidden: true });
      return ![right, wrong, 'the key within', wrapped].some(secret => text.includes(secret.slice(0, 24)));
    });
});

test('django-oauth-toolkit 1.1.0: opening the database again, migrations and all, ends no token', async t => {
  const of = await openConnected(t, 'standard');
  await of.server.app.close();
  await of.server.core.close();
  const after = await openTestServer(t, { directory: of.server.directory, clock: of.server.clock });
  assert.equal((await checkBearer(after, 'standard', of.access))['active'], true);
  assert.equal((await refreshTokens(after, 'standard', of.app, of.refresh)).status, 200);
});
