/** The request log under a flood: bounded, and the refusal somebody looks for is still there. */
import assert from 'node:assert/strict';
import { quote } from '@valetkey/protocol';
import { test } from 'node:test';
import { createApp, openTestServer } from '../fixtures.ts';
import type { RequestLogEntry } from '../store/rows.ts';

const entry = (appId: string, requestId: string, outcome: RequestLogEntry['outcome'], at: number) => ({
  provider: 'standard', appId, requestId, at, endpoint: 'token' as const, outcome, code: null, reason: quote('why'),
}); // prettier-ignore

test('S-U8 a flood of good answers pushes out no refusal, and the store stays bounded', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard');
  const { requestLog, store } = server.core;
  requestLog.add(entry(app.id, 'the-one', 'refused', 1_000));
  for (let n = 0; n < 10_000; n++) requestLog.add(entry(app.id, `ok-${n}`, 'ok', 2_000 + n));
  await requestLog.flush();
  const kept = await store.listRequestLog({ appId: app.id, limit: 1000 });
  assert.equal(kept.filter(e => e.outcome === 'ok').length, 100);
  assert.equal(kept[0]?.requestId, 'ok-9999');
  assert.equal(kept.at(-1)?.requestId, 'the-one');
});

test('S-U8 S-U4 beyond what memory takes entries are counted as lost, once a flush, and no request fails', async t => {
  const server = await openTestServer(t);
  const { requestLog } = server.core;
  const before = server.logLines.length;
  for (let n = 0; n < 30_000; n++) requestLog.add(entry(`app${n % 100}`, `r${n}`, 'refused', n));
  await requestLog.flush();
  const told = server.logLines
    .slice(before)
    .filter(line => line.includes('request log entries were dropped'));
  assert.equal(told.length, 1);
  assert.match(told[0]!, /"dropped":10000/);
});
