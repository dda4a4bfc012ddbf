/** Anomalies through the console's API: what the staff sees, and that what it decides holds at once. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import * as operations from '@valetkey/protocol/console-api';
import { checkBearer, createPerson } from '../fixtures.ts';
import { connectAgain, guardPost, openConnected, type Connected } from '../token-fixtures.ts';
import { openConsole, type Caller } from './fixtures.ts';

const STAFF = 'staff@example.com';

async function report(of: Connected & { connectionId: string }, calls: number): Promise<void> {
  const hour = Math.floor(of.server.clock.nowMs() / 3_600_000) * 3600;
  const ids = { app_id: of.app.app.id, connection_id: of.connectionId, api_key_id: null };
  const entry = { ...ids, route: 'GET /people', hour, calls, errors: 0, denied: 0, limited: 0 };
  const body = {
    report_id: `report-of-the-hour-${hour}`,
    entries: [{ ...entry, networks: ['198.51.100.0/24'] }],
  };
  assert.equal((await guardPost(of.server, 'standard', 'usage', body)).status, 204);
}

/** Ten days of 20 calls, then 5,000 in an hour: found. */
async function open(t: TestContext) {
  const of = await openConnected(t, 'standard', { config: { operators: [STAFF] } });
  const { user, accounts } = of.person;
  const context = await of.server.core.store.findConnection(of.app.app.id, user.id, accounts[0]!.id);
  const odd = { ...of, connectionId: context!.connection.id };
  for (let day = 0; day < 10; day++) {
    await report(odd, 20);
    of.server.clock.advanceSeconds(86_400);
  }
  await report(odd, 5000);
  await of.server.core.watch.look();
  await createPerson(of.server, 'standard', { email: STAFF, name: 'Olga' });
  const staff = await openConsole(of.server, 'standard', STAFF);
  const [found] = await list(staff);
  return { ...odd, staff, found: found! };
}

type Item = operations.Parsed<typeof operations.anomaly>;

async function list(staff: Caller, status = 'open'): Promise<Item[]> {
  const answer = await staff.call(operations.listAnomalies, { query: { status } });
  assert.equal(answer.status, 200, answer.body);
  return answer.json['items'] as Item[];
}

async function answer(of: { staff: Caller; found: Item }, body: object) {
  return await of.staff.call(operations.answerAnomaly, { ids: { anomalyId: of.found.id }, body });
}

test('R52 S-Q11 the staff sees what was seen against what was normal, of whom, and the days it is judged by', async t => {
  const of = await open(t);
  assert.partialDeepStrictEqual(of.found, {
    rule: 'volume',
    seen: 5000,
    normal: 20,
    app: { id: of.app.app.id, name: 'Database Analyzer', status: 'approved' },
    owner: { name: 'Ada Lovelace', email: 'ada@example.com', account: 'Acme' },
    status: 'open',
  });
  const { json } = await of.staff.call(operations.readAnomaly, { ids: { anomalyId: of.found.id } });
  const days = json['days'] as { calls: number; busiestHour: number }[];
  assert.deepEqual([days.length, days.at(-1)!.calls, days[0]!.busiestHour], [11, 5000, 20]);
  assert.deepEqual(json['answers'], ['dismiss', 'throttle', 'revoke', 'suspend']);
  assert.equal((json['traits'] as { name: string }[])[0]?.name, '198.51.100.0/24');
  const { json: told } = await of.staff.call(operations.listAnomalyRules);
  assert.deepEqual((told['rules'] as unknown[])[0], { rule: 'volume', response: 'notify' });
});

test('R52 an anomaly is dismissed with a reason, once; who did it stands with it', async t => {
  const of = await open(t);
  assert.equal((await answer(of, { answer: 'dismiss', reason: '' })).status, 400, 'a reason is needed');
  assert.equal((await answer(of, { answer: 'dismiss', reason: 'the yearly export' })).status, 200);
  assert.deepEqual(await list(of.staff), []);
  const [dismissed] = await list(of.staff, 'dismissed');
  assert.deepEqual([dismissed?.note, dismissed?.closedBy], ['the yearly export', 'Olga']);
  assert.equal((await answer(of, { answer: 'revoke', reason: 'too late' })).status, 400);
  const { access } = await connectAgain(of.server, 'standard', of.app);
  assert.equal((await checkBearer(of.server, 'standard', access))['active'], true);
});

test('R52 slowed down by the staff: ten calls a minute from the next check on, until it is closed', async t => {
  const of = await open(t);
  const { access } = await connectAgain(of.server, 'standard', of.app);
  assert.equal((await answer(of, { answer: 'throttle', reason: 'who is this?' })).status, 200);
  const throttled = await checkBearer(of.server, 'standard', access);
  assert.deepEqual(throttled['rate_limit'], { limit: 10, window_seconds: 60 });
  assert.equal((await list(of.staff))[0]?.note, 'who is this?');
  await answer(of, { answer: 'dismiss', reason: 'a friend' });
  assert.notDeepEqual(
    (await checkBearer(of.server, 'standard', access))['rate_limit'],
    throttled['rate_limit'],
  );
});

for (const how of ['revoke', 'suspend'] as const)
  test(`R51 S-J15 ${how}: the tokens are dead when the answer comes, and the reason stands in the events`, async t => {
    const of = await open(t);
    const { access } = await connectAgain(of.server, 'standard', of.app);
    assert.equal((await checkBearer(of.server, 'standard', access))['active'], true);
    assert.equal((await answer(of, { answer: how, reason: 'stolen token' })).status, 200);
    assert.deepEqual(await checkBearer(of.server, 'standard', access), { active: false });
    const types = ['anomaly.closed', 'connection.revoked', 'app.suspended'] as const;
    const events = await of.server.core.store.listEvents({ after: 0, types, limit: 10 });
    assert.deepEqual(events.map(({ type }) => type).toSorted(), [
      'anomaly.closed',
      how === 'revoke' ? 'connection.revoked' : 'app.suspended',
    ]);
    assert.ok(events.every(({ actor }) => actor.startsWith('user:')));
    assert.equal(events.find(({ type }) => type === 'anomaly.closed')?.detail['note'], 'stolen token');
    const notes = await of.server.core.store.listAppNotes({ appId: of.app.app.id, limit: 9 });
    assert.deepEqual(
      notes.map(({ kind, text }) => [kind, text]),
      how === 'suspend' ? [['suspended', 'stolen token']] : [],
      'its developer reads why',
    );
  });
