import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { activeToken, refused, startGuard, until } from './fixtures.ts';

test('R45 every call is validated: the first at the server, the next from memory', async t => {
  const { call, server } = await startGuard(t);
  for (let i = 0; i < 5; i++) assert.equal((await call('good')).allowed, true);
  assert.equal(server.checks.length, 1);
});

test('S-Q7: parallel first sights of a token share one question', async t => {
  const { call, server } = await startGuard(t);
  server.beforeCheckAnswer = () => sleep(20);
  const verdicts = await Promise.all(Array.from({ length: 50 }, () => call('good')));
  assert.ok(verdicts.every(verdict => verdict.allowed));
  assert.equal(server.checks.length, 1);
});

test('S-Q7: a refused token is not asked about at every try', async t => {
  const { call, server } = await startGuard(t);
  for (let i = 0; i < 5; i++) assert.equal(refused(await call('guess')).status, 401);
  assert.equal(server.checks.length, 1);
});

test('R51 S-Q7: a revocation ends the memory of a token at once', async t => {
  const { call, server } = await startGuard(t);
  await call('good');
  server.credentials.delete('good');
  const polled = server.polls.length;
  server.end({ connection_id: 'connection1' });
  await until(() => server.polls.length > polled, 'the guard polls again');
  assert.equal(refused(await call('good')).status, 401);
});

test('S-Q7: a feed that lost its place clears the memory', async t => {
  const { call, server } = await startGuard(t);
  await call('good');
  server.credentials.delete('good');
  const polled = server.polls.length;
  server.loseCursors();
  await until(() => server.polls.length > polled, 'the guard polls again');
  assert.equal(refused(await call('good')).status, 401);
});

test('S-Q7: an answer on its way while an ending arrives is neither used nor kept', async t => {
  const { call, server } = await startGuard(t);
  let held = 0;
  server.beforeCheckAnswer = async () => {
    if (held++ > 0) return;
    // Decided as active; revoked before the answer leaves, and the guard hears of that first.
    server.credentials.delete('good');
    const polled = server.polls.length;
    server.end({ family_id: 'family1' });
    await until(() => server.polls.length > polled, 'the guard polls again');
  };
  assert.equal(refused(await call('good')).status, 401);
  assert.equal(server.checks.length, 2);
});

test('S-Q7: an ending of somebody else does not make an answer be asked for again', async t => {
  const { call, server } = await startGuard(t);
  server.beforeCheckAnswer = async () => {
    const polled = server.polls.length;
    server.end({ family_id: 'other' });
    await until(() => server.polls.length > polled, 'the guard polls again');
  };
  assert.equal((await call('good')).allowed, true);
  assert.equal(server.checks.length, 1);
});

test('S-Q7: an answer overtaken again and again is no answer: 503', async t => {
  const { call, server } = await startGuard(t);
  server.beforeCheckAnswer = async () => {
    const polled = server.polls.length;
    server.end({ account_id: 'account1' });
    await until(() => server.polls.length > polled, 'the guard polls again');
  };
  assert.equal(refused(await call('good')).status, 503);
  assert.equal(server.checks.length, 3);
});

test('S-Q3: two credentials never share an answer', async t => {
  const { call, server } = await startGuard(t);
  server.credentials.set('good2', activeToken({ user: null }));
  assert.equal((await call('good')).allowed, true);
  assert.equal(refused(await call('good2')).status, 403);
});

test('S-Q7: an answer that was under way when the feed lost its place is not believed', async t => {
  const { server, call } = await startGuard(t);
  let isFirst = true;
  server.beforeCheckAnswer = async () => {
    if (!isFirst) return;
    isFirst = false;
    server.credentials.set('good', { active: false });
    const polls = server.polls.length;
    server.loseCursors();
    // The poll that was told so, and the one after it: what was told has been taken in.
    await until(() => server.polls.length > polls, 'the feed has begun anew');
  };
  assert.equal((await call('good')).allowed, false);
  assert.equal(server.checks.length, 2);
});
