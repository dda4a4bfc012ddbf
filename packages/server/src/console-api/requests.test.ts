/** An app's requests over the API: found by id, with what to do, in pages, and nobody else's. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quote } from '@valetkey/protocol';
import * as operations from '@valetkey/protocol/console-api';
import { createApp, createPerson, exchange, openTestServer } from '../fixtures.ts';
import { openConsole } from './fixtures.ts';

const ADA = 'ada@example.com';
type Answer = operations.AnswerOf<typeof operations.listLoggedRequests>;

test('R51 S-U9 a developer finds what happened to a request by its id, with what to do; S-N8 no secret is in it', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const app = await createApp(server, 'standard', { ownerEmail: ADA });
  const other = await createApp(server, 'standard');
  const refused = await exchange(server, 'standard', app, 'vkc_nonsense');
  await exchange(server, 'standard', other, 'vkc_nonsense');
  await server.core.requestLog.flush();
  const ada = await openConsole(server, 'standard', ADA);
  const ids = { appId: app.app.id };
  const requestId = String(refused.headers['x-request-id']);
  const { json, body } = await ada.call(operations.listLoggedRequests, { ids, query: { requestId } });
  const [item, ...more] = (json as unknown as Answer).items;
  assert.equal(more.length, 0);
  assert.partialDeepStrictEqual(item, {
    requestId,
    endpoint: 'token',
    outcome: 'refused',
    code: 'invalid_grant',
  });
  assert.ok(item!.remedy!.length > 20);
  assert.ok(!body.includes(app.secret));
  const all = (await ada.call(operations.listLoggedRequests, { ids })).json as unknown as Answer;
  assert.equal(all.items.length, 1, 'nobody else’s');
});

test('R51 requests come in pages, and those that went well can be left out', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const app = await createApp(server, 'standard', { ownerEmail: ADA });
  const { requestLog, clock } = server.core;
  const entry = {
    provider: 'standard',
    appId: app.app.id,
    endpoint: 'token',
    code: null,
    reason: quote(''),
  } as const;
  for (let n = 0; n < 60; n++)
    requestLog.add({
      ...entry,
      requestId: `r${n}`,
      at: clock.nowMs() + n,
      outcome: n % 2 === 0 ? 'ok' : 'failed',
    });
  await requestLog.flush();
  const ada = await openConsole(server, 'standard', ADA);
  const read = async (query: Record<string, string>) =>
    (await ada.call(operations.listLoggedRequests, { ids: { appId: app.app.id }, query }))
      .json as unknown as Answer;
  const seen: string[] = [];
  for (let page = await read({}); ; page = await read({ before: page.next })) {
    seen.push(...page.items.map(item => item.requestId));
    if (page.next === null) break;
  }
  assert.deepEqual(new Set(seen).size, 60);
  const problems = await read({ only: 'problems' });
  assert.deepEqual(new Set(problems.items.map(({ outcome }) => outcome)), new Set(['failed']));
  assert.equal(problems.items[0]!.requestId, 'r59');
});
