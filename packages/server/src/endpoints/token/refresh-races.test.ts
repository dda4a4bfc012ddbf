/** Many at once, restarts, and what a hundred thousand tokens leave behind: nothing (S-E1, S-E2, S-D13 to S-D15). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  TestClock,
  checkBearer,
  connect,
  createApp,
  createPerson,
  exchange,
  openTestServer,
  refreshTokens,
} from '../../fixtures.ts';
import { clientCredentials, openConnected, revokeToken } from '../../token-fixtures.ts';

const MANY = 200;
const many = async <T>(make: (i: number) => Promise<T>): Promise<T[]> =>
  await Promise.all(Array.from({ length: MANY }, async (_, i) => await make(i)));

test('S-E1 one code redeemed 200 times at once gives one token set, and the replays end it', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const app = await createApp(server, 'standard');
  const { code = '' } = await connect(server, 'standard', app.app);
  const answers = await many(async () => await exchange(server, 'standard', app, code));
  const won = answers.filter(a => a.status === 200);
  assert.equal(won.length, 1);
  assert.deepEqual(
    [...new Set(answers.filter(a => a.status !== 200).map(a => `${a.status} ${String(a.json['error'])}`))],
    ['400 invalid_grant'],
  );
  assert.deepEqual(await checkBearer(server, 'standard', String(won[0]!.json['access_token'])), {
    active: false,
  });
});

test('S-E2 one refresh token used 200 times at once has one successor', async t => {
  const { server, app, refresh } = await openConnected(t, 'standard');
  const answers = await many(async () => await refreshTokens(server, 'standard', app, refresh));
  assert.deepEqual([...new Set(answers.map(a => a.status))], [200]);
  const successors = new Set(answers.map(a => a.json['refresh_token']));
  assert.equal(successors.size, 1);
  assert.equal((await refreshTokens(server, 'standard', app, String([...successors][0]))).status, 200);
});

test('S-E2 with strict single use one of 200 wins, and the others end the family', async t => {
  const { server, app, refresh } = await openConnected(t, 'standard', {
    config: { refreshToken: { replayWindowSeconds: { confidential: 0, public: 0 } } },
  });
  const answers = await many(async () => await refreshTokens(server, 'standard', app, refresh));
  const won = answers.filter(a => a.status === 200);
  assert.equal(won.length, 1);
  assert.equal(
    (await refreshTokens(server, 'standard', app, String(won[0]!.json['refresh_token']))).status,
    400,
  );
});

test('S-D15 refreshes that race with a revocation: once it was answered, none succeeds and no token lives', async t => {
  const { server, slug, app, refresh, access } = await openConnected(t, 'standard');
  let revoked = false;
  const late: number[] = [];
  const tokens: string[] = [access];
  const chain = async (): Promise<void> => {
    let newest = refresh;
    for (let i = 0; i < 20; i++) {
      const startedAfter = revoked;
      const answer = await refreshTokens(server, slug, app, newest);
      if (startedAfter) late.push(answer.status);
      if (answer.status !== 200) return;
      newest = String(answer.json['refresh_token']);
      tokens.push(String(answer.json['access_token']));
    }
  };
  const revoke = async (): Promise<void> => {
    await refreshTokens(server, slug, app, refresh);
    assert.equal((await revokeToken({ server, slug, app }, access)).status, 200);
    revoked = true;
  };
  await Promise.all([chain(), chain(), revoke()]);
  assert.equal((await refreshTokens(server, slug, app, refresh)).status, 400);
  assert.deepEqual(
    late.filter(status => status === 200),
    [],
  );
  for (const token of tokens) assert.deepEqual(await checkBearer(server, slug, token), { active: false });
});

test('S-D13 after a restart: live tokens live, a rotated one is refused, a revoked one stays dead', async t => {
  const before = await openConnected(t, 'standard');
  const { server, app } = before;
  const stolen = await openConnectedAgain(before);
  const rotated = await refreshTokens(server, 'standard', app, before.refresh);
  const revoked = await openConnectedAgain(before);
  await revokeToken(before, revoked.access);
  await refreshTokens(server, 'standard', app, stolen.refresh);
  server.clock.advanceSeconds(61);
  await server.app.close();
  await server.core.close();

  const after = await openTestServer(t, { directory: server.directory, clock: server.clock });
  const use = async (token: string) => await refreshTokens(after, 'standard', app, token);
  assert.equal((await checkBearer(after, 'standard', before.access))['active'], true);
  assert.equal((await use(String(rotated.json['refresh_token']))).status, 200);
  assert.equal((await use(revoked.refresh)).status, 400);
  assert.deepEqual(await checkBearer(after, 'standard', revoked.access), { active: false });
  assert.equal((await use(stolen.refresh)).status, 400);
  assert.deepEqual(await checkBearer(after, 'standard', stolen.access), { active: false });
});

async function openConnectedAgain({ server, app }: Awaited<ReturnType<typeof openConnected>>) {
  const { code = '' } = await connect(server, 'standard', app.app);
  const { json } = await exchange(server, 'standard', app, code);
  return { access: String(json['access_token']), refresh: String(json['refresh_token']) };
}

test('S-D13 a code redeemed before a restart is not redeemed after it', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const app = await createApp(server, 'standard');
  const { code = '' } = await connect(server, 'standard', app.app);
  const { json } = await exchange(server, 'standard', app, code);
  await server.app.close();
  await server.core.close();
  const after = await openTestServer(t, { directory: server.directory, clock: server.clock });
  assert.equal((await exchange(after, 'standard', app, code)).json['error'], 'invalid_grant');
  assert.deepEqual(await checkBearer(after, 'standard', String(json['access_token'])), { active: false });
});

test('S-I5 two processes on one database: what one revokes is inactive at the other at once', async t => {
  const one = await openConnected(t, 'standard');
  const two = await openTestServer(t, { directory: one.server.directory, clock: one.server.clock });
  assert.equal((await checkBearer(two, 'standard', one.access))['active'], true);
  const rotated = await refreshTokens(two, 'standard', one.app, one.refresh);
  const again = await refreshTokens(one.server, 'standard', one.app, one.refresh);
  assert.equal(again.json['refresh_token'], rotated.json['refresh_token']);
  await revokeToken({ ...one, server: two }, one.access);
  assert.deepEqual(await checkBearer(one.server, 'standard', one.access), { active: false });
});

test('S-W7 500 refreshes and 500 tokens of the app’s own leave no row but the bounded request log and one counter an hour', async t => {
  const of = await openConnected(t, 'standard', { registration: { clientCredentials: true } });
  const rows = async () => {
    await of.server.core.requestLog.flush();
    await of.server.core.issued.flush();
    const { request_log: logged, ...others } = await of.server.core.store.countRows();
    return { logged, others };
  };
  const before = await rows();
  let newest = of.refresh;
  for (let i = 0; i < 500; i++) {
    const answer = await refreshTokens(of.server, of.slug, of.app, newest);
    assert.equal(answer.status, 200);
    newest = String(answer.json['refresh_token']);
    assert.equal((await clientCredentials(of)).status, 200);
  }
  const after = await rows();
  assert.deepEqual(after.others, before.others);
  assert.ok(after.logged! <= 500, `${after.logged} entries in the log`);
});

test('S-E10 two nodes whose clocks are two minutes apart: what one issues the other takes, and a repeated refresh is no theft', async t => {
  for (const seconds of [120, -120]) {
    const one = await openConnected(t, 'standard');
    const clock = new TestClock();
    clock.advanceSeconds(seconds);
    const two = await openTestServer(t, { directory: one.server.directory, clock });
    assert.equal((await checkBearer(two, 'standard', one.access))['active'], true);
    const rotated = await refreshTokens(one.server, 'standard', one.app, one.refresh);
    if (seconds > 0) continue;
    const again = await refreshTokens(two, 'standard', one.app, one.refresh);
    assert.equal(again.json['refresh_token'], rotated.json['refresh_token']);
  }
});
