/** From a guard's report, or an event, to a recorded anomaly and what the operator wants to happen. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkBearer, createPerson, refreshTokens } from '../../fixtures.ts';
import type { AnomalyResponse, AnomalyRule } from '@valetkey/protocol';
import type { Anomaly } from '../../store/rows.ts';
import { newId } from '../ids.ts';
import { addSecret } from '../apps.ts';
import {
  actOf,
  clientCredentials,
  connectAgain,
  guardPost,
  openConnected,
  revokeToken,
  type Connected,
} from '../../token-fixtures.ts';

async function open(t: TestContext, anomalies: Partial<Record<AnomalyRule, AnomalyResponse | 'off'>> = {}) {
  const of = await openConnected(t, 'standard', { config: { anomalies } });
  const { user, accounts } = of.person;
  const context = await of.server.core.store.findConnection(of.app.app.id, user.id, accounts[0]!.id);
  return { ...of, connectionId: context!.connection.id };
}

let reports = 0;
async function report(of: Connected & { connectionId: string }, calls: number, change: object = {}) {
  const hour = Math.floor(of.server.clock.nowMs() / 3_600_000) * 3600;
  const ids = { app_id: of.app.app.id, connection_id: of.connectionId, api_key_id: null };
  const entry = { ...ids, route: 'GET /people', hour, calls, errors: 0, denied: 0, limited: 0, ...change };
  const body = { report_id: `report-${(reports += 1)}-of-many`, entries: [entry] };
  assert.equal((await guardPost(of.server, 'standard', 'usage', body)).status, 204);
}

/** Ten days of 20 calls, then 5,000 in an hour. */
async function misbehave(of: Connected & { connectionId: string }): Promise<void> {
  for (let day = 0; day < 10; day++) {
    await report(of, 20);
    of.server.clock.advanceSeconds(86_400);
  }
  await report(of, 5000);
  await of.server.core.watch.look();
}

const openOnes = (of: Connected) =>
  of.server.core.store.listAnomalies({ provider: 'standard', status: 'open', limit: 10 });

test('R52 S-Q11 what is odd is recorded once a day, with what was seen against what was normal', async t => {
  const of = await open(t);
  await misbehave(of);
  await report(of, 5000);
  await of.server.core.watch.look();
  const found = await openOnes(of);
  assert.equal(found.length, 1);
  assert.partialDeepStrictEqual(found[0], {
    rule: 'volume',
    connectionId: of.connectionId,
    seen: 10_000,
    normal: 20,
    unit: 'calls_in_an_hour',
    response: 'notify',
  });
  const events = await of.server.core.store.listEvents({ after: 0, types: ['anomaly.found'], limit: 10 });
  assert.equal(events.length, 1);
  const context = await of.server.core.store.findConnectionById(of.connectionId);
  assert.equal(context?.connection.revokedAt, null, 'nothing else happens');
});

test('R52 a rule that is off finds nothing', async t => {
  const of = await open(t, { volume: 'off' });
  await misbehave(of);
  assert.deepEqual(await openOnes(of), []);
});

test('R52 throttle: ten calls a minute in a window of its own, until somebody has looked at it', async t => {
  const of = await open(t, { volume: 'throttle' });
  await misbehave(of);
  await of.server.core.watch.loadThrottled();
  const { access } = await connectAgain(of.server, 'standard', of.app);
  assert.partialDeepStrictEqual(await checkBearer(of.server, 'standard', access), {
    limit_key: `throttled:${of.connectionId}`,
    rate_limit: { limit: 10, window_seconds: 60 },
  });
  const [found] = await openOnes(of);
  const act = actOf(of.server);
  const outcome = { status: 'dismissed', note: 'a yearly export' } as const;
  assert.equal(await of.server.core.store.closeAnomaly(found!.id, outcome, act), true);
  assert.equal(await of.server.core.store.closeAnomaly(found!.id, outcome, act), false);
  await of.server.core.watch.loadThrottled();
  assert.equal((await checkBearer(of.server, 'standard', access))['rate_limit'], null);
});

test('R52 revoke and suspend: the connection, or the app, ends at once', async t => {
  const revoked = await open(t, { volume: 'revoke' });
  await misbehave(revoked);
  const context = await revoked.server.core.store.findConnectionById(revoked.connectionId);
  assert.equal(context?.connection.revokeReason, 'anomaly: volume');
  const suspended = await open(t, { volume: 'suspend' });
  await misbehave(suspended);
  assert.equal((await suspended.server.core.store.findApp(suspended.app.app.id))?.status, 'suspended');
});

/** Found by events on their way through the feed. */
async function awaitFound(of: Connected): Promise<Anomaly> {
  for (let tries = 0; tries < 400; tries++) {
    const [found] = await openOnes(of);
    if (found !== undefined) return found;
    await sleep(25);
  }
  throw new Error('nothing was found');
}

test('R52 S-Q11 a refresh token used twice is an anomaly, found once by however many nodes follow', async t => {
  const of = await open(t);
  await refreshTokens(of.server, 'standard', of.app, of.refresh);
  of.server.clock.advanceSeconds(61);
  assert.equal((await refreshTokens(of.server, 'standard', of.app, of.refresh)).status, 400);
  const found = await awaitFound(of);
  assert.deepEqual([found.rule, found.what, found.appId], ['token_reuse', 'refresh.reused', of.app.app.id]);
  const events = await of.server.core.store.listEvents({ after: 0, types: ['refresh.reused'], limit: 10 });
  await of.server.core.watch.follow(events);
  assert.equal((await openOnes(of)).length, 1);
});

test('S-Q11 a token that ended and is still used: thirty calls in an hour, not one', async t => {
  const of = await open(t);
  await revokeToken(of, of.access);
  for (let n = 0; n < 29; n++) await checkBearer(of.server, 'standard', of.access);
  assert.deepEqual(await openOnes(of), []);
  await checkBearer(of.server, 'standard', of.access);
  const found = await awaitFound(of);
  assert.deepEqual([found.rule, found.connectionId, found.seen], ['ended_token', of.connectionId, 30]);
});

test('S-Q11 twenty people say yes to one app in ten minutes', async t => {
  const of = await open(t);
  const { store, clock } = of.server.core;
  for (let n = 0; n < 19; n++) {
    assert.deepEqual(await openOnes(of), []);
    const person = await createPerson(of.server, 'standard', { email: `p${n}@example.com` });
    const consent = { newId: newId(clock.nowMs()), provider: 'standard', appId: of.app.app.id, exact: false };
    const who = { userId: person.user.id, accountId: person.accounts[0]!.id, scopes: ['people:read'] };
    await store.recordConsent({ ...consent, ...who }, actOf(of.server));
  }
  const found = await awaitFound(of);
  assert.deepEqual([found.rule, found.subject, found.seen], ['many_consents', of.app.app.id, 20]);
});

test('R53 S-Q11 a secret that is still used a day after its successor came into use', async t => {
  const of = await open(t);
  const { clock, core } = of.server;
  clock.advanceSeconds(10);
  const { secret } = await addSecret(core, of.app.app.id, 'operator');
  const use = (with_: string) => clientCredentials({ ...of, app: { ...of.app, secret: with_ } });
  await use(secret);
  clock.advanceSeconds(3600);
  await use(of.app.secret);
  await sleep(100);
  assert.deepEqual(await openOnes(of), [], 'within the overlap');
  clock.advanceSeconds(86_400);
  await use(of.app.secret);
  assert.equal((await awaitFound(of)).rule, 'old_secret');
});

test('S-F13 what a guard of another provider counts ends nothing here', async t => {
  const of = await openConnected(t, 'standard', { config: {} });
  const { store, watch } = of.server.core;
  const { user, accounts } = of.person;
  const { connection } = (await store.findConnection(of.app.app.id, user.id, accounts[0]!.id))!;
  const ids = { app_id: of.app.app.id, connection_id: connection.id, api_key_id: null };
  const hour = Math.floor(of.server.clock.nowMs() / 3_600_000) * 3600;
  const entry = { ...ids, route: 'GET /people', hour, calls: 60, errors: 0, denied: 60, limited: 0 };
  const report_ = { report_id: 'report-of-a-stranger', entries: [entry] };
  assert.equal((await guardPost(of.server, 'fliki', 'usage', report_)).status, 204);
  await watch.look();
  assert.deepEqual(await store.listAnomalies({ provider: 'fliki', status: 'open', limit: 10 }), []);
  assert.equal(await store.findUsageTraits(connection.id), null, 'nothing was counted');
  assert.deepEqual(await store.listUsageDays(connection.id, 0), []);
});
