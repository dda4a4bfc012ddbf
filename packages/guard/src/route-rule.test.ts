import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGuard } from './guard.ts';
import { GuardConfigError } from './guard-config-error.ts';
import type { GuardOptions, RouteRule } from './guard-types.ts';
import { checkRouteRule } from './route-rule.ts';
import { GUARD_SECRET, PEOPLE, startFakeServer, startGuard } from './fixtures.ts';

const WRONG: [string, unknown][] = [
  ['no rule', undefined],
  ['an empty rule', {}],
  ['scope undefined', { scope: undefined }],
  ['scope null alone', { scope: null }],
  ['public alone', { public: true }],
  ['public with a scope', { scope: 'people:read', public: true }],
  ['public: false with null', { scope: null, public: false }],
  ['an empty scope', { scope: '' }],
  ['no scopes', { scope: [] }],
  ['two scopes in one', { scope: 'people:read people:write' }],
  ['a scope that is a number', { scope: [1] }],
  ['an empty costly scope', { scope: 'generate', costly: { scope: '' } }],
];
for (const [name, rule] of WRONG) {
  test(`S-Q8: ${name} stops the start`, () => {
    assert.throws(() => checkRouteRule(rule), GuardConfigError);
  });
}

test('S-Q8: a rule that was never declared is checked before the request is', async t => {
  const { call } = await startGuard(t);
  await assert.rejects(call('good', {} as RouteRule), GuardConfigError);
});

test('S-Q8: open to all only when said aloud; then the server is not asked', async t => {
  const { call, server } = await startGuard(t);
  const verdict = await call('whatever', { scope: null, public: true });
  assert.equal(verdict.allowed, true);
  assert.equal(verdict.access, null);
  assert.equal(server.checks.length, 0);
});

test('S-Q8: a scope the server does not have stops the start with a sentence', async t => {
  const server = await startFakeServer(t);
  const guard = createGuard({ issuer: server.issuer, secret: GUARD_SECRET });
  t.after(() => guard.close());
  guard.declare({ scope: 'poeple:read', route: 'GET /people' });
  await assert.rejects(guard.ready(), {
    name: 'GuardConfigError',
    message: `The route GET /people needs the scope "poeple:read", which ${server.issuer} does not have. It has: people:read, people:write, generate.`,
  });
});

test('S-Q8: a route made after the start is held to the same', async t => {
  const { guard } = await startGuard(t);
  guard.declare(PEOPLE);
  assert.throws(
    () => guard.declare({ scope: 'people:read', costly: { scope: 'nothing' } }),
    GuardConfigError,
  );
});

test('a wrong guard secret is said at the start, and the secret is not', async t => {
  const server = await startFakeServer(t);
  const secret = 'another-secret-of-at-least-32-characters';
  const guard = createGuard({ issuer: server.issuer, secret });
  t.after(() => guard.close());
  await assert.rejects(guard.ready(), {
    name: 'GuardConfigError',
    message: `${server.issuer} does not accept this guard's secret.`,
  });
});

const OPTIONS: [string, Partial<GuardOptions>, RegExp][] = [
  ['a short secret', { secret: 'short' }, /^secret: /],
  ['http to another machine', { issuer: 'http://auth.example.com/crm' }, /^issuer: expected https/],
  ['no address', { issuer: 'crm' }, /^issuer: /],
  ['a bound too short to hold', { failClosedAfterSeconds: 1 }, /^failClosedAfterSeconds: /],
  ['an empty cache', { cache: { maxEntries: 0 } }, /^cache\.maxEntries: /],
  ['an endless memory', { cache: { maxSeconds: Infinity } }, /^cache\.maxSeconds: /],
];
for (const [name, wrong, message] of OPTIONS) {
  test(`S-Y3: ${name} is refused at start-up`, () => {
    const right = { issuer: 'https://auth.example.com/crm', secret: GUARD_SECRET };
    assert.throws(() => createGuard({ ...right, ...wrong }), { name: 'GuardConfigError', message });
  });
}
