/** Usage of an app: a point for each stretch, nobody else's calls in it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as operations from '@valetkey/protocol/console-api';
import { consentTo } from '../domain/webhooks/fixtures.ts';
import { newId } from '../domain/ids.ts';
import { createApp, createPerson, openTestServer } from '../fixtures.ts';
import { openConsole } from './fixtures.ts';

const ADA = 'ada@example.com';
const DAY = 86_400;

test('R51 S-U9 an app’s calls and connections over time and by route, without a gap and without anybody else’s', async t => {
  const server = await openTestServer(t);
  const { core, clock } = server;
  await createPerson(server, 'standard');
  const [app, other] = [
    await createApp(server, 'standard', { ownerEmail: ADA }),
    await createApp(server, 'standard'),
  ];
  const now = Math.floor(clock.nowMs() / 1000);
  const hour = now - (now % 3600);
  const row = {
    connectionId: null,
    apiKeyId: null,
    networks: [],
    agents: [],
    scopes: [],
    bytes: 1,
    denied: 1,
    limited: 2,
  };
  const latency = [0, 0, 0, 0, 90, 10, 0, 0, 0, 0];
  const rows = [
    {
      ...row,
      provider: 'standard',
      appId: app.app.id,
      route: 'GET /a',
      hour,
      calls: 100,
      errors: 5,
      latency,
    },
    {
      ...row,
      provider: 'standard',
      appId: app.app.id,
      route: 'GET /b',
      hour: hour - 3 * DAY,
      calls: 7,
      errors: 0,
      latency,
    },
    {
      ...row,
      provider: 'standard',
      appId: other.app.id,
      route: 'GET /a',
      hour,
      calls: 1000,
      errors: 0,
      latency,
    },
    { ...row, provider: 'copper', appId: app.app.id, route: 'GET /a', hour, calls: 5000, errors: 0, latency },
  ];
  await core.store.addUsage(newId(clock.nowMs()), rows, now);
  const { connection, act } = await consentTo({ server, app });
  await consentTo({ server, app: other });
  await core.store.revokeConnection(connection.id, 'r', act('operator'));
  const ada = await openConsole(server, 'standard', ADA);
  const read = async (range: string) =>
    (await ada.call(operations.readUsage, { ids: { appId: app.app.id }, query: { range } }))
      .json as operations.AnswerOf<typeof operations.readUsage>;

  const month = await read('month');
  assert.equal(month.points.length, 30);
  assert.deepEqual(month.points.at(-1), {
    at: now - (now % DAY),
    calls: 100,
    errors: 5,
    denied: 1,
    limited: 2,
    connected: 1,
    ended: 1,
  });
  assert.deepEqual(month.points.map(({ calls }) => calls).filter(Boolean), [7, 100]);
  assert.deepEqual(
    month.routes.map(({ route, calls, p95Ms }) => [route, calls, p95Ms]),
    [
      ['GET /a', 100, 250],
      ['GET /b', 7, 250],
    ],
  );
  const day = await read('day');
  assert.deepEqual([day.points.length, day.stepSeconds, day.routes.length], [24, 3600, 1]);
});
