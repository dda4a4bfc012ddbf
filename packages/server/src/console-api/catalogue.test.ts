/** Apps and inbox through the console's API: what the staff decides, what holds at once, and who gets the credentials. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import * as operations from '@valetkey/protocol/console-api';
import { addSecret } from '../domain/apps.ts';
import { newId } from '../domain/ids.ts';
import { approveApp, asSecret } from '../domain/review/decide.ts';
import { limitApp } from '../domain/review/limits.ts';
import { registerApp } from '../domain/registration.ts';
import {
  REDIRECT_URI,
  authorizeUrl,
  checkBearer,
  createApp,
  createPerson,
  obtainTokens,
  openTestServer,
  TestBrowser,
  testConfig,
  wordsOf,
  type TestServer,
} from '../fixtures.ts';
import { openConsole, type Caller } from './fixtures.ts';

const STAFF = 'staff@example.com';
const DEVELOPER = 'ada@example.com';

async function open(
  t: TestContext,
  slug = 'copper',
  config = {},
): Promise<{ server: TestServer; staff: Caller }> {
  const server = await openTestServer(t, {
    config: testConfig({ [slug]: { operators: [STAFF], ...config } }),
  });
  await createPerson(server, slug);
  await createPerson(server, slug, { email: STAFF, name: 'Olga' });
  return { server, staff: await openConsole(server, slug, STAFF) };
}

/** As its developer registers it. */
async function register(server: TestServer, slug: string, name = 'Database Analyzer'): Promise<string> {
  const { user } = await ownerOf(server, slug);
  const registration = {
    name,
    description: 'analyze your database',
    publisher: 'Analytics Ltd',
    ownerEmail: DEVELOPER,
    ownerId: user.id,
    redirectUris: [REDIRECT_URI],
    scopes: server.provider(slug).scopeNames,
  };
  return (await registerApp(server.core, server.provider(slug), registration, `user:${user.id}`)).app.id;
}

async function ownerOf(server: TestServer, slug: string) {
  return { user: (await server.core.store.findUserByEmail(slug, DEVELOPER))! };
}

async function read(staff: Caller, appId: string) {
  const answer = await staff.call(operations.readCatalogueApp, { ids: { appId } });
  assert.equal(answer.status, 200, answer.body);
  return answer.json as unknown as operations.AnswerOf<typeof operations.readCatalogueApp>;
}

async function approve(staff: Caller, appId: string): Promise<string> {
  const body = { text: 'Welcome.' };
  const answer = await staff.call(operations.approveCatalogueApp, { ids: { appId }, body });
  assert.equal(answer.status, 200, answer.body);
  return String(answer.json['link']);
}

const openLink = (caller: Caller, link: string) =>
  caller.call(operations.openCredentials, { body: { link: new URL(link).searchParams.get('link')! } });

test('R13 S-J9 approval hands the credentials over by a link that opens once, for the developer alone', async t => {
  const { server, staff } = await open(t);
  const appId = await register(server, 'copper');
  const link = await approve(staff, appId);
  assert.equal((await read(staff, appId)).secrets, 0, 'made only when the link is opened');
  await createPerson(server, 'copper', { email: 'eve@example.com' });
  const eve = await openConsole(server, 'copper', 'eve@example.com');
  for (const other of [staff, eve]) assert.equal((await openLink(other, link)).status, 404);
  const developer = await openConsole(server, 'copper', DEVELOPER);
  const opened = await openLink(developer, link);
  assert.equal(opened.status, 200, opened.body);
  const app = { app: (await server.core.store.findApp(appId))!, secret: String(opened.json['clientSecret']) };
  assert.equal((await obtainTokens(server, 'copper', app, { browser: developer.browser })).status, 200);
  const again = await openLink(developer, link);
  assert.deepEqual([again.status, again.json['error']], [400, 'invalid_request']);
  assert.match(again.body, /opened before/);
  assert.equal((await read(staff, appId)).secrets, 1);
});

test('R13 S-E5 of twenty who open a link at once one gets the secret', async t => {
  const { server, staff } = await open(t);
  const link = await approve(staff, await register(server, 'copper'));
  const developer = await openConsole(server, 'copper', DEVELOPER);
  const answers = await Promise.all(Array.from({ length: 20 }, () => openLink(developer, link)));
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
});

test('R13 S-C20 a link gives no third secret: it says to end one first', async t => {
  const { server, staff } = await open(t);
  const appId = await register(server, 'copper');
  await approve(staff, appId);
  for (const _ of [1, 2]) await addSecret(server.core, appId, 'operator');
  const { json } = await staff.call(operations.createLink, { ids: { appId } });
  const opened = await openLink(await openConsole(server, 'copper', DEVELOPER), String(json['link']));
  assert.deepEqual([opened.status, opened.json['error']], [400, 'invalid_request']);
  assert.match(opened.body, /Two secrets work already/);
});

test('R13 S-J9 a link opens nothing for who only reads the app, and a public app has none', async t => {
  const { server, staff } = await open(t);
  const appId = await register(server, 'copper');
  const link = await approve(staff, appId);
  const { user } = await createPerson(server, 'copper', { email: 'viewer@example.com' });
  const invitation = { id: newId(0), provider: 'copper', appId, email: user.email, role: 'viewer' as const };
  const act = { now: 1, actor: 'system' };
  const times = { invitedBy: user.id, createdAt: 1, expiresAt: 9e9 };
  await server.core.store.inviteToApp({ ...invitation, ...times }, act);
  await server.core.store.endAppInvitation(invitation.id, user, act);
  const viewer = await openConsole(server, 'copper', 'viewer@example.com');
  assert.equal((await openLink(viewer, link)).status, 404);
  await server.core.store.updateApp(appId, { type: 'public' }, { now: 1, actor: 'operator' });
  const none = await staff.call(operations.createLink, { ids: { appId } });
  assert.match(String(none.json['error_description']), /A public app has no secret/);
});

test('S-J15 S-J4 a suspended app is not approved, nor one that was changed since it was looked at; a limit is at least one', async t => {
  const { server, staff } = await open(t);
  const ids = { appId: await register(server, 'copper') };
  const seen = (await server.core.store.findApp(ids.appId))!;
  await staff.call(operations.suspendCatalogueApp, { ids, body: { text: 'A complaint.' } });
  const answer = await staff.call(operations.approveCatalogueApp, { ids, body: { text: 'Welcome.' } });
  assert.match(answer.body, /The app is suspended; it must be in_review or draft/);
  await server.core.store.setAppStatus(ids.appId, 'draft', { now: 1, actor: 'operator' });
  const by = { act: { now: 1, actor: 'operator' }, name: 'Olga', text: '' };
  await assert.rejects(approveApp(server.core, seen, by, asSecret(server.core, by.act)), /The app is draft/);
  assert.equal((await server.core.store.findApp(ids.appId))?.status, 'draft');
  const none = { dailyConnections: 0, callsPerMinute: null };
  await assert.rejects(limitApp(server.core, seen, none, 'x', by.act), /at least 1/);
});

test('R13 a link expires, ends with its successor, and opens nothing while the app is suspended', async t => {
  const { server, staff } = await open(t);
  const appId = await register(server, 'copper');
  const developer = await openConsole(server, 'copper', DEVELOPER);
  const first = await approve(staff, appId);
  const { json } = await staff.call(operations.createLink, { ids: { appId } });
  const second = String(json['link']);
  assert.equal((await openLink(developer, first)).status, 404);
  await staff.call(operations.suspendCatalogueApp, { ids: { appId }, body: { text: 'A complaint.' } });
  assert.match((await openLink(developer, second)).body, /not approved now/);
  await staff.call(operations.resumeCatalogueApp, { ids: { appId }, body: { text: 'Clear.' } });
  server.clock.advanceSeconds(7 * 86_400);
  const late = await openConsole(server, 'copper', DEVELOPER);
  assert.match((await openLink(late, second)).body, /has expired/);
});

test('R13 changes asked, refused, told: each stands in the notes with who wrote it, and the app is its developer’s again', async t => {
  const { server, staff } = await open(t);
  const appId = await register(server, 'copper');
  const step = async (operation: Parameters<Caller['call']>[0], text: string) =>
    await staff.call(operation, { ids: { appId }, body: { text } });
  assert.equal((await step(operations.askForChanges, '')).status, 400, 'without a word');
  assert.equal((await step(operations.askForChanges, 'Say what for.')).status, 200);
  assert.equal(
    (await step(operations.refuseCatalogueApp, 'No.')).status,
    400,
    'it is not in review any more',
  );
  await step(operations.tellDeveloper, 'Call us.');
  const { app, notes } = await read(staff, appId);
  assert.equal(app.status, 'draft');
  assert.deepEqual(
    notes.map(({ kind, author, byStaff, text }) => [kind, author, byStaff, text]),
    [
      ['message', 'Olga', true, 'Call us.'],
      ['changes_asked', 'Olga', true, 'Say what for.'],
    ],
  );
});

test('S-J15 suspended: every token is dead when the answer comes; lifted: what was alive is alive, and the app is what it was', async t => {
  const { server, staff } = await open(t, 'standard');
  const app = await createApp(server, 'standard');
  const ids = { appId: app.app.id };
  const { json } = await obtainTokens(server, 'standard', app);
  const token = String(json['access_token']);
  assert.equal((await checkBearer(server, 'standard', token))['active'], true);
  await staff.call(operations.suspendCatalogueApp, { ids, body: { text: 'Phishing.' } });
  assert.deepEqual(await checkBearer(server, 'standard', token), { active: false });
  const twice = await staff.call(operations.suspendCatalogueApp, { ids, body: { text: 'Again.' } });
  assert.equal(twice.status, 400);
  await staff.call(operations.resumeCatalogueApp, { ids, body: { text: 'It was not.' } });
  assert.equal((await checkBearer(server, 'standard', token))['active'], true);
});

test('S-J15 lifting a suspension approves nothing', async t => {
  const { server, staff } = await open(t);
  const appId = await register(server, 'copper');
  await staff.call(operations.suspendCatalogueApp, { ids: { appId }, body: { text: 'Wait.' } });
  await staff.call(operations.resumeCatalogueApp, { ids: { appId }, body: { text: 'Go on.' } });
  assert.equal((await read(staff, appId)).app.status, 'in_review');
});

test('S-J4 the staff alone gives the badge, with a reason; who changes the app loses it', async t => {
  const { server, staff } = await open(t, 'standard');
  const appId = await register(server, 'standard');
  const body = { verified: true, reason: 'met them' };
  assert.equal((await staff.call(operations.verifyCatalogueApp, { ids: { appId }, body })).status, 200);
  assert.equal((await read(staff, appId)).app.verified, true);
  const events = await server.core.store.listEvents({ after: 0, types: ['app.verified'], limit: 5 });
  assert.deepEqual(events[0]?.detail, { reason: 'met them' });
  const act = { now: 1, actor: `user:${(await ownerOf(server, 'standard')).user.id}` };
  await server.core.store.updateApp(appId, { name: 'Another name' }, act);
  assert.equal((await read(staff, appId)).app.verified, false);
});

test('S-J16 an app nobody looked at has a daily number of new connections; a verified one has not', async t => {
  const { server, staff } = await open(t, 'standard', { newAppDailyConnections: 1 });
  const appId = await register(server, 'standard');
  await createPerson(server, 'standard', { email: 'eve@example.com' });
  assert.equal((await read(staff, appId)).limits.dailyConnections, 1);
  const connect = async (email: string) => {
    const browser = new TestBrowser(server);
    const app = (await server.core.store.findApp(appId))!;
    await browser.goto(authorizeUrl(server, 'standard', app));
    await browser.signIn(email);
    return await browser.submit({ decision: 'allow' });
  };
  assert.equal((await connect(DEVELOPER)).status, 303);
  const refused = await connect('eve@example.com');
  assert.equal(refused.status, 403);
  assert.match(wordsOf(refused), /Too many people connected this app today/);
  assert.equal((await connect(DEVELOPER)).status, 303, 'who is connected already goes on');
  const body = { dailyConnections: 2, callsPerMinute: null, reason: 'asked nicely' };
  await staff.call(operations.limitCatalogueApp, { ids: { appId }, body });
  assert.equal((await connect('eve@example.com')).status, 303);
});

test('R56 calls a minute of one app, set by the staff, are what guards are told', async t => {
  const { server, staff } = await open(t, 'standard');
  const app = await createApp(server, 'standard');
  const { json } = await obtainTokens(server, 'standard', app);
  const body = { dailyConnections: null, callsPerMinute: 7, reason: 'a heavy one' };
  await staff.call(operations.limitCatalogueApp, { ids: { appId: app.app.id }, body });
  const check = await checkBearer(server, 'standard', String(json['access_token']));
  assert.deepEqual(check['rate_limit'], { limit: 7, window_seconds: 60 });
});

test('S-J5 names that look like another app, the provider or a known company are flagged; deceiving ones are refused', async t => {
  const { server, staff } = await open(t, 'standard');
  await createApp(server, 'standard', { name: 'Mail Merge' });
  const flags = async (name: string) =>
    (await read(staff, await register(server, 'standard', name))).app.nameFindings;
  assert.deepEqual(await flags('Mail Merqe'), {
    lookAlikes: [{ kind: 'app', name: 'Mail Merge', how: 'similar' }],
    mixedScripts: false,
  });
  assert.equal((await flags('Google Helper')).lookAlikes[0]?.how, 'contains');
  assert.deepEqual((await flags('Wholly Its Own')).lookAlikes, []);
  for (const name of ['Stаndard CRM', 'Standard CRM', 'Gооgle', 'Dаta'])
    await assert.rejects(register(server, 'standard', name), { code: 'invalid_request' }, name);
});

test('all apps are listed newest first, searched and filtered, a page at a time', async t => {
  const { server, staff } = await open(t, 'standard');
  for (let n = 0; n < 27; n++) {
    await createApp(server, 'standard', { name: `Tool ${n}`, verified: n % 2 === 0 });
    server.clock.advanceSeconds(1);
  }
  const list = async (query: Record<string, string>) => {
    const { json } = await staff.call(operations.listCatalogue, { query });
    return {
      names: (json['items'] as { name: string }[]).map(({ name }) => name),
      next: json['next'] as string,
    };
  };
  const first = await list({});
  assert.deepEqual([first.names.length, first.names[0]], [25, 'Tool 26']);
  assert.deepEqual((await list({ after: first.next })).names, ['Tool 1', 'Tool 0']);
  assert.deepEqual((await list({ search: 'OOL 13' })).names, ['Tool 13']);
  assert.equal((await list({ verified: 'yes' })).names.length, 14);
  assert.deepEqual((await list({ status: 'in_review' })).names, []);
});
