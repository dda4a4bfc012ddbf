/** Try it: the whole flow on every profile, why it fails, and what it must not open. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { profiles, type ProfileName } from '@valetkey/protocol';
import * as operations from '@valetkey/protocol/console-api';
import type { AnswerOf } from '@valetkey/protocol/console-api';
import {
  createApp,
  createPerson,
  openTestServer,
  TestBrowser,
  type TestApp,
  type TestResponse,
  type TestServer,
} from '../fixtures.ts';
import { newId } from '../domain/ids.ts';
import type { AppRole, User } from '../store/rows.ts';
import { openConsole, type Caller } from './fixtures.ts';

const ADA = 'ada@example.com';

interface Trial {
  server: TestServer;
  slug: ProfileName;
  app: TestApp;
  ada: Caller;
  begun: AnswerOf<typeof operations.beginTryIt>;
}

type Taken = AnswerOf<typeof operations.takeTryItStep>;

async function begin(t: TestContext, slug: ProfileName = 'standard'): Promise<Trial> {
  const server = await openTestServer(t);
  await createPerson(server, slug);
  const app = await createApp(server, slug, {
    ownerEmail: ADA,
    ...(slug === 'clipron' ? { refresh: true } : {}),
  });
  const ada = await openConsole(server, slug, ADA);
  const { json } = await ada.call(operations.beginTryIt, { ids: { appId: app.app.id } });
  return { server, slug, app, ada, begun: json as unknown as Trial['begun'] };
}

/** What arrives at the console's page, in this person's browser. */
async function authorize({ begun }: Trial, browser: TestBrowser, email = ADA): Promise<URLSearchParams> {
  const { pathname } = new URL(begun.endpoint);
  const query = new URLSearchParams(begun.parameters.map(({ name, value }) => [name, value]));
  await browser.goto(`${pathname}?${query.toString()}`);
  if (browser.page.body.includes('type="password"')) await browser.signIn(email);
  if (browser.page.body.includes('name="account"')) {
    const account = /value="([0-9a-v]{26})"/.exec(browser.page.body)![1]!;
    await browser.submit({ account });
  }
  if (browser.page.body.includes('name="decision"')) await browser.submit({ decision: 'allow' });
  if (browser.page.body.includes('HTMLFormElement')) await browser.submit({});
  return new URL(browser.url, 'https://auth.example').searchParams;
}

function step(
  { ada, app }: Trial,
  attempt: string,
  name: (typeof operations.TRY_IT_STEPS)[number],
  parameters: Record<string, string> = {},
): Promise<TestResponse> {
  const fields = Object.entries(parameters).map(([key, value]) => ({ name: key, value }));
  const body = { attempt, step: name, parameters: fields };
  return ada.call(operations.takeTryItStep, { ids: { appId: app.app.id }, body });
}

function parametersOf({ begun }: Trial, received: URLSearchParams): Record<string, string> {
  return {
    state: received.get('state') ?? '',
    code: received.get('code') ?? '',
    redirect_uri: begun.parameters.find(({ name }) => name === 'redirect_uri')!.value,
    code_verifier: begun.codeVerifier,
  };
}

async function take(trial: Trial, ...rest: Parameters<typeof step> extends [Trial, ...infer R] ? R : never) {
  const answer = await step(trial, ...rest);
  assert.equal(answer.status, 200, answer.body);
  return answer.json as unknown as Taken;
}

for (const slug of Object.keys(profiles) as ProfileName[])
  test(`R22 S-J9 Try it on ${slug}: the whole flow with each request and answer, and no token or secret in a browser`, async t => {
    const trial = await begin(t, slug);
    const received = await authorize(trial, trial.ada.browser);
    assert.equal(received.get('state'), trial.begun.state);
    assert.equal(trial.ada.browser.page.status, 200);
    const got = await take(trial, trial.begun.attempt, 'exchange', parametersOf(trial, received));
    const { token } = profiles[slug];
    assert.deepEqual([got.request.method, got.answer.status, got.problem], [token.method, 200, null]);
    assert.match(got.answer.body, /"access_token": "(vk\w_)?….{4}"/);
    assert.equal(got.hasRefreshToken, token.refresh !== 'none');
    let { attempt } = got;
    if (got.hasRefreshToken) {
      const refreshed = await take(trial, attempt, 'refresh');
      assert.notEqual(refreshed.answer.body, got.answer.body);
      ({ attempt } = refreshed);
    }
    const alive = await take(trial, attempt, 'introspect');
    assert.match(alive.answer.body, /"active": true/);
    await take(trial, attempt, 'revoke');
    assert.match((await take(trial, attempt, 'introspect')).answer.body, /"active": false/);
    const connections = await trial.server.core.store.listConnections({ appId: trial.app.app.id, limit: 5 });
    assert.equal(connections.length, 0, 'the connection has ended with its tokens');
  });

test('R55 Try it says why a step failed and what to do: wrong verifier, other redirect URI, used code', async t => {
  const trial = await begin(t);
  const right = parametersOf(trial, await authorize(trial, trial.ada.browser));
  const reasons = [];
  for (const wrong of [{ code_verifier: 'x'.repeat(43) }, { redirect_uri: 'https://app.example/' }, {}, {}]) {
    const { answer, problem } = await take(trial, trial.begun.attempt, 'exchange', { ...right, ...wrong });
    reasons.push([answer.status, problem?.code, problem?.reason]);
    assert.ok(problem === null || problem.remedy.length > 10);
  }
  assert.deepEqual(reasons, [
    [400, 'invalid_grant', 'code_verifier does not fit the code_challenge'],
    [400, 'invalid_grant', 'redirect_uri is not the one of the authorization request'],
    [200, undefined, undefined],
    [400, 'invalid_grant', 'the code was used before; its tokens are revoked now'],
  ]);
  await trial.server.core.requestLog.flush();
  const log = await trial.server.core.store.listRequestLog({ appId: trial.app.app.id, limit: 10 });
  assert.equal(log.filter(({ endpoint }) => endpoint === 'token').length, 4, 'it stands in the request log');
});

test('S-A1 S-J3 nobody but the people of an app is sent to the console’s page with a code of it', async t => {
  const trial = await begin(t);
  await createPerson(trial.server, 'standard', { email: 'eve@example.com', name: 'Eve' });
  const stranger = new TestBrowser(trial.server);
  const received = await authorize(trial, stranger, 'eve@example.com');
  assert.deepEqual([received.get('code'), received.get('error')], [null, 'access_denied']);
  for (const uri of ['/console/try-it/', '/console/try-it?x=1', '/console/Try-it', '/console']) {
    const parameters = trial.begun.parameters.map(({ name, value }) =>
      name === 'redirect_uri' ? { name, value: `https://auth.example/standard${uri}` } : { name, value },
    );
    const other = { ...trial, begun: { ...trial.begun, parameters } };
    await authorize(other, trial.ada.browser);
    assert.equal(trial.ada.browser.page.status, 400, uri);
  }
});

test('S-J3 S-J9 Try it exchanges no code that was made for the app itself, of another person, or for another attempt', async t => {
  const trial = await begin(t);
  const right = parametersOf(trial, await authorize(trial, trial.ada.browser));
  const tokenless = { ...right, state: 'another' };
  assert.equal((await step(trial, trial.begun.attempt, 'exchange', tokenless)).status, 400);
  const [own] = trial.app.app.redirectUris;
  const parameters = trial.begun.parameters.map(({ name, value }) => ({
    name,
    value: name === 'redirect_uri' ? own! : value,
  }));
  const browser = new TestBrowser(trial.server);
  await authorize({ ...trial, begun: { ...trial.begun, parameters } }, browser);
  const { searchParams } = new URL(browser.page.location);
  const stolen = { ...right, code: searchParams.get('code')!, redirect_uri: own! };
  const refused = await take(trial, trial.begun.attempt, 'exchange', stolen);
  assert.equal(refused.problem?.reason, 'This code was not made in Try it, or for somebody else.');
  const grants = { grant_type: 'client_credentials', refresh_token: 'vkr_x', scope: 'people:read' };
  const other = await take(trial, trial.begun.attempt, 'exchange', { state: right['state']!, ...grants });
  assert.equal(other.problem?.code, 'invalid_request', 'no other grant runs without the app’s secret');
});

test('S-J3 S-J9 a developer tries an app with their own user or a test user, never with another developer’s', async t => {
  const trial = await begin(t);
  for (const [role, problem] of [
    ['developer', 'This code was not made in Try it, or for somebody else.'],
    ['tester', undefined],
  ] as const) {
    const email = `${role}@example.com`;
    const { user } = await createPerson(trial.server, 'standard', { email });
    await join(trial, user, role);
    const received = await authorize(trial, new TestBrowser(trial.server), email);
    const got = await take(trial, trial.begun.attempt, 'exchange', parametersOf(trial, received));
    assert.equal(got.problem?.reason, problem, role);
  }
});

test('R13 S-J3 an app in development is tried by its people before anybody else can connect it', async t => {
  const trial = await begin(t);
  await trial.server.core.store.setAppStatus(trial.app.app.id, 'draft', { now: 1, actor: 'system' });
  const received = await authorize(trial, trial.ada.browser);
  const got = await take(trial, trial.begun.attempt, 'exchange', parametersOf(trial, received));
  assert.deepEqual([got.problem, got.hasToken], [null, true]);
});

test('S-J3 who only reads an app makes no connection for it', async t => {
  const trial = await begin(t);
  const { user } = await createPerson(trial.server, 'standard', { email: 'viewer@example.com' });
  await join(trial, user, 'viewer');
  const viewer = await openConsole(trial.server, 'standard', 'viewer@example.com');
  const ids = { appId: trial.app.app.id };
  assert.equal((await viewer.call(operations.beginTryIt, { ids })).status, 403);
  const body = { attempt: trial.begun.attempt, step: 'introspect', parameters: [] };
  assert.equal((await viewer.call(operations.takeTryItStep, { ids, body })).status, 403);
});

async function join({ server: { core }, app: { app } }: Trial, user: User, role: AppRole): Promise<void> {
  const act = { now: 1, actor: 'system' };
  const id = newId(core.clock.nowMs());
  const { email, provider } = user;
  const of = { id, provider, appId: app.id, email, role, invitedBy: user.id };
  await core.store.inviteToApp({ ...of, createdAt: 1, expiresAt: Number.MAX_SAFE_INTEGER }, act);
  assert.equal(await core.store.endAppInvitation(id, user, act), true);
}

test('S-J3 an attempt is of one person and one app, is not changed, and ends after an hour', async t => {
  const trial = await begin(t);
  const { app } = await createApp(trial.server, 'standard', { ownerEmail: ADA });
  const elsewhere = { ...trial, app: { ...trial.app, app } };
  const { attempt } = trial.begun;
  for (const [where, sealed] of [
    [elsewhere, attempt],
    [trial, `${attempt.slice(0, -2)}AA`],
    [trial, 'x'],
    [trial, ''],
  ] as const)
    assert.match((await step(where, sealed, 'introspect')).body, /attempt is over, or not yours/);
  assert.match((await step(trial, attempt, 'introspect')).body, /exchange a code first/);
  trial.server.clock.advanceSeconds(3600);
  assert.match((await step(trial, attempt, 'introspect')).body, /attempt is over/);
});
