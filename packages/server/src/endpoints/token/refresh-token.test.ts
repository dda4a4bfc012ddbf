/** Grant `refresh_token` (RFC 6749 §6, RFC 9700 §4.14): rotation, the replay window, theft, lifetimes, scopes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkBearer, createApp, refreshTokens, type TestResponse } from '../../fixtures.ts';
import { connectAgain, introspect, openConnected, type Connected } from '../../token-fixtures.ts';

const DAY = 86_400;
const refused = (answer: TestResponse): void =>
  assert.deepEqual([answer.status, answer.json['error']], [400, 'invalid_grant'], answer.body);

async function refresh(of: Connected, token: string, extra = {}): Promise<TestResponse> {
  return await refreshTokens(of.server, of.slug, of.app, token, extra);
}

async function next(of: Connected, token: string): Promise<string> {
  const answer = await refresh(of, token);
  assert.equal(answer.status, 200, answer.body);
  return String(answer.json['refresh_token']);
}

async function isActive(of: Connected, access: string): Promise<boolean> {
  return (await checkBearer(of.server, of.slug, access))['active'] === true;
}

async function eventTypes(of: Connected): Promise<string[]> {
  const events = await of.server.core.store.listRecentEvents({ provider: of.slug, limit: 5 });
  return events.map(event => event.type);
}

test('S-D1 another app’s refresh token is invalid_grant and an event; its owner goes on', async t => {
  const of = await openConnected(t, 'standard');
  const thief = await createApp(of.server, 'standard');
  refused(await refreshTokens(of.server, 'standard', thief, of.refresh));
  const [event] = await of.server.core.store.listRecentEvents({ limit: 1 });
  assert.deepEqual(
    [event?.type, event?.appId, event?.detail],
    ['refresh.foreign', of.app.app.id, { presentedBy: thief.app.id }],
  );
  assert.equal((await refresh(of, of.refresh)).status, 200);
});

test('S-D4 a used one in the hands of another app has leaked: the family ends', async t => {
  const of = await openConnected(t, 'standard');
  const thief = await createApp(of.server, 'standard');
  const second = await next(of, of.refresh);
  refused(await refreshTokens(of.server, 'standard', thief, of.refresh));
  refused(await refresh(of, second));
  assert.equal(await isActive(of, of.access), false);
});

test('S-D1 a refresh token of another provider is nothing here', async t => {
  const of = await openConnected(t, 'standard');
  const foreign = await createApp(of.server, 'fliki');
  refused(await refreshTokens(of.server, 'fliki', foreign, of.refresh));
  assert.equal((await refresh(of, of.refresh)).status, 200);
});

for (const type of ['public', 'confidential'] as const) {
  const window = { public: 10, confidential: 60 }[type];

  test(`S-D2 S-D4 ${type}: every use rotates; the answer can be repeated for ${window} s with the same successor`, async t => {
    const of = await openConnected(t, 'standard', { registration: { type } });
    const first = await refresh(of, of.refresh);
    assert.notEqual(first.json['refresh_token'], of.refresh);
    of.server.clock.advanceSeconds(window);
    const before = await of.server.core.store.countRows();
    const again = await refresh(of, of.refresh);
    assert.equal(again.json['refresh_token'], first.json['refresh_token']);
    assert.equal(again.json['access_token'], first.json['access_token']);
    assert.equal(again.json['expires_in'], 3600 - window);
    await of.server.core.requestLog.flush();
    const { request_log: logged, ...rows } = await of.server.core.store.countRows();
    const { request_log: loggedBefore, ...rowsBefore } = before;
    assert.deepEqual(rows, rowsBefore, 'no new row');
    assert.ok(logged! >= loggedBefore!);
  });

  test(`S-D3 ${type}: used again after ${window} s is theft: the whole family dies, with an event`, async t => {
    const of = await openConnected(t, 'standard', { registration: { type } });
    const first = await refresh(of, of.refresh);
    of.server.clock.advanceSeconds(window + 1);
    refused(await refresh(of, of.refresh));
    refused(await refresh(of, String(first.json['refresh_token'])));
    assert.equal(await isActive(of, of.access), false);
    assert.equal(await isActive(of, String(first.json['access_token'])), false);
    assert.ok((await eventTypes(of)).includes('refresh.reused'));
  });
}

test('S-D4 a window of 0 is strict single use', async t => {
  const of = await openConnected(t, 'standard', {
    config: { refreshToken: { replayWindowSeconds: { confidential: 0, public: 0 } } },
  });
  const second = await next(of, of.refresh);
  refused(await refresh(of, of.refresh));
  refused(await refresh(of, second));
});

test('S-D4 inside the window only the last generation is repeated: the one before it is theft', async t => {
  const of = await openConnected(t, 'standard');
  const second = await next(of, of.refresh);
  const third = await next(of, second);
  refused(await refresh(of, of.refresh));
  refused(await refresh(of, third));
});

test('S-D3 one stolen family ends; the app’s other connection of the same user lives', async t => {
  const of = await openConnected(t, 'standard');
  const other = await connectAgain(of.server, 'standard', of.app);
  await next(of, of.refresh);
  of.server.clock.advanceSeconds(61);
  refused(await refresh(of, of.refresh));
  assert.equal(await isActive(of, other.access), true);
  assert.equal((await refresh(of, other.refresh)).status, 200);
});

for (const generations of [1, 2, 50]) {
  test(`S-D5 an ancestor ${generations} generations old, also after cleaning up, ends the family`, async t => {
    const of = await openConnected(t, 'standard');
    let newest = of.refresh;
    for (let i = 0; i < generations; i++) {
      of.server.clock.advanceSeconds(3600);
      newest = await next(of, newest);
    }
    of.server.clock.advanceSeconds(40 * DAY);
    const { now } = { now: Math.floor(of.server.clock.nowMs() / 1000) };
    await of.server.core.store.cleanUp({
      now,
      limit: 500,
      familyRetentionSeconds: 3600,
    });
    refused(await refresh(of, of.refresh));
    refused(await refresh(of, newest));
  });
}

test('S-D6 idle: unused for 90 days it is dead; used in time it lives on, but never past 400 days', async t => {
  const of = await openConnected(t, 'standard');
  const idle = await connectAgain(of.server, 'standard', of.app);
  let newest = of.refresh;
  for (let day = 80; day <= 320; day += 80) {
    of.server.clock.advanceSeconds(80 * DAY);
    newest = await next(of, newest);
  }
  refused(await refresh(of, idle.refresh));
  of.server.clock.advanceSeconds(80 * DAY - 1);
  const last = await refresh(of, newest);
  assert.equal(last.status, 200);
  assert.equal(last.json['expires_in'], 1, 'no access token outlives its family');
  of.server.clock.advanceSeconds(1);
  refused(await refresh(of, String(last.json['refresh_token'])));
  assert.equal(await isActive(of, String(last.json['access_token'])), false);
});

test('S-D6 the idle end is exact to the second', async t => {
  const of = await openConnected(t, 'standard', {
    config: { refreshToken: { idleSeconds: 7200, absoluteSeconds: 9000 } },
  });
  of.server.clock.advanceSeconds(7199);
  const second = await next(of, of.refresh);
  of.server.clock.advanceSeconds(1800);
  assert.deepEqual(
    (await introspect(of, second)).json['exp'],
    Math.floor(of.server.clock.nowMs() / 1000) + 1,
  );
  of.server.clock.advanceSeconds(1);
  refused(await refresh(of, second));
});

test('S-D7 wider is invalid_scope and consumes nothing; narrower is fine, and the next may ask for all again', async t => {
  const of = await openConnected(t, 'standard', { scopes: 'people:read people:write' });
  for (const scope of ['people:read companies:read', 'nonsense']) {
    const wider = await refresh(of, of.refresh, { scope });
    assert.deepEqual([wider.status, wider.json['error']], [400, 'invalid_scope'], scope);
  }
  const narrow = await refresh(of, of.refresh, { scope: 'people:read' });
  assert.equal(narrow.json['scope'], 'people:read');
  const told = await checkBearer(of.server, 'standard', String(narrow.json['access_token']));
  assert.deepEqual(told['scope'], ['people:read']);
  const all = await refresh(of, String(narrow.json['refresh_token']));
  assert.equal(all.json['scope'], 'people:read people:write');
  const again = await refresh(of, String(all.json['refresh_token']), { scope: 'people:write' });
  assert.equal(again.json['scope'], 'people:write');
});

test('S-D10 a scope the app lost is in no later answer and in no living token', async t => {
  const of = await openConnected(t, 'standard', { scopes: 'people:read people:write' });
  const act = { now: Math.floor(of.server.clock.nowMs() / 1000), actor: 'operator' };
  await of.server.core.store.updateApp(of.app.app.id, { scopes: ['people:read'] }, act);
  assert.deepEqual((await checkBearer(of.server, 'standard', of.access))['scope'], ['people:read']);
  const asked = await refresh(of, of.refresh, { scope: 'people:write' });
  assert.deepEqual([asked.status, asked.json['error']], [400, 'invalid_scope']);
  assert.equal((await refresh(of, of.refresh)).json['scope'], 'people:read');
});

test('S-D12 R40 no refresh token for an app without the grant, nor from a profile without refresh', async t => {
  for (const slug of ['copper', 'copernica', 'clipron']) {
    const of = await openConnected(t, slug);
    assert.equal(of.refresh, '', slug);
  }
  const plain = await openConnected(t, 'standard', { registration: { refresh: false } });
  const { family_id: family } = await checkBearer(plain.server, 'standard', plain.access);
  const stored = await plain.server.core.store.findFamily(String(family));
  assert.equal(stored?.family.expiresAt, stored!.family.createdAt + 3600, 'nor a family that could have one');
  assert.equal(plain.refresh, '');
  assert.equal(await isActive(plain, plain.access), true);
  plain.server.clock.advanceSeconds(3600);
  assert.equal(await isActive(plain, plain.access), false, 'the family ends with its only access token');
});

test('R41 S2: clipron refreshes for apps registered for it, and for no other', async t => {
  const of = await openConnected(t, 'clipron', { registration: { refresh: true } });
  assert.equal((await refresh(of, of.refresh)).json['expires_in'], 1800);
  const without = await createApp(of.server, 'clipron');
  const answer = await refreshTokens(of.server, 'clipron', without, of.refresh);
  assert.deepEqual([answer.status, answer.json['error']], [400, 'unauthorized_client']);
});

test('RFC 6749 §6: a refresh without its token is invalid_request', async t => {
  const of = await openConnected(t, 'standard');
  const answer = await refresh(of, '');
  assert.deepEqual([answer.status, answer.json['error']], [400, 'invalid_request']);
});
