/** S-U7: a person gets what is held about them, and can be forgotten. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test, type TestContext } from 'node:test';
import {
  checkBearer,
  connect,
  createApp,
  createPerson,
  exchange,
  openTestServer,
  TestBrowser,
  testConfig,
  type TestServer,
} from '../fixtures.ts';
import { emptyLog } from '../store/sqlite/empty-log.ts';
import { PERSON_DATA } from '../store/sql/person-data.ts';
import { actOf } from '../token-fixtures.ts';
import { createApiKey } from './api-keys.ts';
import { sealAll } from './audit/seal.ts';
import { verifyAudit } from './audit/verify.ts';
import { addNote } from './developers/review.ts';
import { newId } from './ids.ts';
import { erasePerson, exportPerson } from './person-data.ts';

const NAME = "Zoë O'Quincy";
const EMAIL = 'zoe.quincy@people.example';

/** Who did everything here that leaves a trace. */
async function openLife(t: TestContext) {
  const server = await openTestServer(t);
  const { core, clock } = server;
  const provider = server.provider('standard');
  const person = await createPerson(server, 'standard', { email: EMAIL, name: NAME });
  const { user, accounts } = person;
  const app = await createApp(server, 'standard', { ownerEmail: EMAIL });
  await core.store.claimApps({ provider: 'standard', email: EMAIL, userId: user.id }, actOf(server));
  const browser = new TestBrowser(server);
  const { code = '' } = await connect(server, 'standard', app.app, { browser, email: EMAIL });
  const tokens = await exchange(server, 'standard', app, code);
  const account = accounts[0]!;
  const { key } = await createApiKey(
    core,
    provider,
    { user, account, label: `${NAME} at home` },
    `user:${user.id}`,
  );
  const actor = `user:${user.id}`;
  await addNote(
    core,
    app.app,
    { kind: 'message', text: `Write to ${EMAIL}` },
    { actor, name: NAME, byStaff: false },
  );
  const ids = { provider: 'standard', accountId: account.id, appId: app.app.id, userId: user.id };
  const now = actOf(server, actor);
  await core.store.requestApproval({ ...ids, id: newId(clock.nowMs()), message: `${NAME} asks` }, now);
  const invitation = { provider: 'standard', appId: app.app.id, email: EMAIL, role: 'viewer' } as const;
  const times = { createdAt: now.now, expiresAt: now.now + 1000 };
  await core.store.inviteToApp(
    { ...invitation, id: newId(clock.nowMs()), invitedBy: user.id, ...times },
    now,
  );
  await writeMails(server);
  return { server, person, app, browser, key, access: String(tokens.json['access_token']) };
}

/** One to them, and one to somebody else that names them. */
async function writeMails({ core, clock }: TestServer): Promise<void> {
  const texts = { subject: NAME, body: `${NAME} <${EMAIL}>`, html: `<p>Zoë O&#39;Quincy</p>`, createdAt: 0 };
  const mails = [EMAIL, 'boss@people.example'].map(recipient => ({
    ...texts,
    id: newId(clock.nowMs()),
    provider: 'standard',
    recipient,
  }));
  await core.store.moveOn({ follower: 'mail', from: null, to: 0, deliveries: [], mails });
}

test('S-U7 an export has all that is held about a person, and no secret', async t => {
  const { server, person, key, access } = await openLife(t);
  const data = await exportPerson(server.core, person.user);
  const text = JSON.stringify(data);
  for (const [table, rows] of Object.entries(data))
    if (
      !['state_claims', 'usage_traits', 'usage_weeks', 'usage_days', 'anomalies', 'notices'].includes(table)
    )
      assert.ok(rows.length > 0, table);
  assert.equal(data['users']![0]!['email'], EMAIL);
  assert.equal(data['mails']!.length, 1);
  for (const secret of [key, access, 'argon2']) assert.ok(!text.includes(secret), secret);
});

test('S-U7 every column that names a person is in the export', async t => {
  const { directory } = await openTestServer(t);
  const database = new DatabaseSync(join(directory, 'valetkey.db'), { readOnly: true });
  const sql = `SELECT DISTINCT m.name AS name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'
    AND c.name IN ('user_id', 'email', 'owner_email', 'recipient', 'author', 'credential')`;
  const tables = database
    .prepare(sql)
    .all()
    .map(row => String(row['name']));
  database.close();
  const held = new Set(PERSON_DATA.map(({ table }) => table));
  assert.deepEqual(
    tables.filter(table => !held.has(table)),
    [],
  );
});

test('S-U7 S-O7 an erased person acts no more, and no file holds their name or address', async t => {
  const { server, person, browser, key, access } = await openLife(t);
  const { core, directory } = server;
  const sealing = { store: core.store, pepper: core.keys.pepper };
  await sealAll(sealing, 1);
  await erasePerson(core, person.user, actOf(server));
  assert.equal((await checkBearer(server, 'standard', access)).active, false);
  assert.equal((await checkBearer(server, 'standard', key)).active, false);
  assert.equal(browser.cookies.size > 0, true);
  const user = (await core.store.findUser(person.user.id))!;
  assert.deepEqual([user.status, user.name, user.passwordHash], ['disabled', '(erased)', null]);
  const ended = (await core.store.listEvents({ after: 0, limit: 1000 })).filter(
    ({ type, actor }) => actor === 'operator' && /revoked|removed|ended|erased/.test(type),
  );
  assert.deepEqual(ended.map(({ type }) => type).toSorted(), [
    'api_key.revoked',
    'connection.revoked',
    'member.removed',
    'session.ended',
    'user.erased',
  ]);
  await core.requestLog.flush();
  assert.equal((await verifyAudit(sealing)).problem, null);
  emptyLog(join(directory, 'valetkey.db'));
  for (const file of ['valetkey.db', 'valetkey.db-wal']) {
    const bytes = readFileSync(join(directory, file));
    for (const word of [NAME, 'Quincy', EMAIL])
      assert.equal(bytes.includes(word), false, `${word} in ${file}`);
  }
});

for (const [addresses, kept] of [
  [undefined, '"198.51.100.0/24"'],
  ['full', '"198.51.100.7"'],
  ['none', 'null'],
] as const)
  test(`S-U7 privacy.addresses ${addresses ?? 'left out'}: ${kept} is logged`, async t => {
    const config = testConfig();
    const server = await openTestServer(t, {
      config: { ...config, ...(addresses && { privacy: { addresses } }) },
    });
    await server.inject({ method: 'GET', url: '/livez', remoteAddress: '198.51.100.7' });
    const line = server.logLines.find(text => text.includes('/livez'))!;
    assert.ok(line.includes(`"address":${kept}`), line);
  });
