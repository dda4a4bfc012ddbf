/** Registering, changing and giving up apps over the API, with the rules of each profile. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import * as operations from '@valetkey/protocol/console-api';
import sharp from 'sharp';
import {
  REDIRECT_URI,
  authorizeUrl,
  connect,
  createPerson,
  exchange,
  openTestServer,
  wordsOf,
  type TestServer,
  approveAtOnce,
} from '../fixtures.ts';
import type { App } from '../store/rows.ts';
import { drawLogo } from '../domain/developers/logo.ts';
import { openConsole, type Caller } from './fixtures.ts';

const ADA = 'ada@example.com';
const DRAFT = {
  name: 'Database Analyzer',
  description: 'analyze your database',
  publisher: 'Analytics Ltd',
  homepageUrl: null,
  privacyUrl: null,
  termsUrl: null,
  redirectUris: [REDIRECT_URI],
  scopes: [],
  scopeReasons: [],
  type: 'confidential',
  native: false,
  refresh: true,
  clientCredentials: false,
} as const;

async function open(t: TestContext, slug = 'standard'): Promise<{ server: TestServer; ada: Caller }> {
  const server = await openTestServer(t);
  await createPerson(server, slug);
  return { server, ada: await openConsole(server, slug, ADA) };
}

async function register(ada: Caller, change: object = {}): Promise<{ app: App; secret: string | null }> {
  const answer = await ada.call(operations.createApp, { body: { ...DRAFT, ...change } });
  assert.equal(answer.status, 200, answer.body);
  return { app: answer.json['app'] as App, secret: answer.json['clientSecret'] as string | null };
}

test('R12 R18 R19 R21 a developer registers an app and has its credentials at once; the secret is shown this once', async t => {
  const { server, ada } = await open(t);
  const { app, secret } = await register(ada);
  assert.match(app.id, /^[0-9a-z]+$/);
  assert.match(String(secret), /^[A-Za-z0-9]{40,}$/);
  assert.equal(app.status, 'draft');
  server.clock.advanceSeconds(1);
  const answer = await connect(server, 'standard', app);
  const tokens = await exchange(server, 'standard', { app, secret: secret! }, answer['code'] ?? '');
  assert.equal(tokens.status, 200);
  const ids = { appId: app.id };
  const steps = await ada.call(operations.readFirstSteps, { ids });
  assert.deepEqual(
    (steps.json['steps'] as { done: boolean }[]).map(({ done }) => done),
    [true, true, true, false, false],
  );
  const connections = await ada.call(operations.listAppConnections, { ids });
  assert.deepEqual(
    (connections.json['items'] as { account: string }[]).map(({ account }) => account),
    ['Acme'],
  );
  const everything = [
    steps,
    connections,
    await ada.call(operations.readApp, { ids }),
    await ada.call(operations.listSecrets, { ids }),
  ];
  for (const { body } of everything)
    for (const hidden of [secret!, String(tokens.json['access_token'])]) assert.ok(!body.includes(hidden));
});

test('R13 where the company approves, the credentials come with the approval, and the app is handed in first', async t => {
  const { ada } = await open(t, 'copper');
  const { app, secret } = await register(ada, { scopes: ['developer/v1/all'], refresh: false });
  assert.equal(secret, null);
  const ids = { appId: app.id };
  const early = await ada.call(operations.createSecret, { ids, body: { overlapSeconds: 0 } });
  assert.deepEqual([early.status, early.json['error']], [400, 'invalid_request']);
  const incomplete = await ada.call(operations.openApp, { ids, body: { message: '' } });
  assert.match(String(incomplete.json['error_description']), /scope_reasons/);
  const scopeReasons = [{ scope: 'developer/v1/all', reason: 'It counts every record.' }];
  await ada.call(operations.updateApp, { ids, body: { scopeReasons } });
  const handedIn = await ada.call(operations.openApp, { ids, body: { message: 'Hello' } });
  assert.equal(handedIn.json['status'], 'in_review');
  const notes = await ada.call(operations.listNotes, { ids });
  assert.deepEqual(
    (notes.json['items'] as { kind: string; text: string }[]).map(({ kind, text }) => [kind, text]),
    [['submitted', 'Hello']],
  );
  const back = await ada.call(operations.closeApp, { ids });
  assert.equal(back.json['status'], 'draft');
});

test('S-J4 R13 what was approved and is changed is in development again, until it is approved again', async t => {
  const { server, ada } = await open(t, 'copper');
  const { app } = await register(ada, { scopes: ['developer/v1/all'], refresh: false });
  const ids = { appId: app.id };
  await server.core.store.setAppStatus(app.id, 'approved', { now: 1, actor: 'operator' });
  const harmless = await ada.call(operations.updateApp, {
    ids,
    body: { homepageUrl: 'https://app.example' },
  });
  assert.equal(harmless.json['status'], 'approved');
  const posing = await ada.call(operations.updateApp, { ids, body: { name: 'C0pper' } });
  assert.equal(posing.status, 400, 'S-J5: as at registration');
  const renamed = await ada.call(operations.updateApp, { ids, body: { name: 'Copper Support' } });
  assert.equal(renamed.json['status'], 'draft');
  const notes = (await ada.call(operations.listNotes, { ids })).json['items'] as {
    kind: string;
    text: string;
  }[];
  assert.deepEqual(
    notes.map(({ kind, text }) => [kind, text]),
    [['changed', 'name']],
  );
});

test('S-J4 R13 an approval is of what was looked at: what is changed, suspended or deleted meanwhile is not approved unseen', async t => {
  const { server, ada } = await open(t, 'copper');
  const { core } = server;
  const reasons = [{ scope: 'developer/v1/all', reason: 'It counts every record.' }];
  const { app } = await register(ada, {
    scopes: ['developer/v1/all'],
    scopeReasons: reasons,
    refresh: false,
  });
  const ids = { appId: app.id };
  await ada.call(operations.openApp, { ids, body: { message: '' } });
  const seen = (await core.store.findApp(app.id))!;
  await ada.call(operations.updateApp, { ids, body: { name: 'Copper Support' } });
  await assert.rejects(approveAtOnce(core, seen), /The app is draft/);
  assert.equal((await core.store.findApp(app.id))?.status, 'draft');
});

test('S-J4 a verified app loses the badge with its name, its addresses or its logo, and keeps it with a new website', async t => {
  const { server, ada } = await open(t);
  const { app } = await register(ada);
  const ids = { appId: app.id };
  const verify = () => server.core.store.updateApp(app.id, { verified: true }, { now: 1, actor: 'operator' });
  const image = (
    await sharp({ create: { width: 9, height: 9, channels: 4, background: '#1B7F6B' } })
      .png()
      .toBuffer()
  ).toString('base64');
  const changes = [
    [operations.updateApp, { homepageUrl: 'https://app.example' }, true],
    [operations.updateApp, { name: 'Another' }, false],
    [
      operations.changeAddresses,
      { redirectUris: ['https://app.example/other'], type: 'confidential', native: false },
      false,
    ],
    [operations.changeLogo, { image }, false],
  ] as const;
  for (const [operation, body, kept] of changes) {
    await verify();
    const answer = await ada.call(operation, { ids, body });
    assert.equal(answer.json['verified'], kept, `${operation.name}: ${answer.body}`);
  }
});

test('R15 R16 S-A8 an address the profile does not take is refused with the reason, new or changed', async t => {
  const { ada } = await open(t);
  const { app } = await register(ada);
  for (const uri of [
    'http://app.example/cb',
    'javascript:alert(1)',
    'https://app.example/cb#x',
    'https://*.example/cb',
  ]) {
    const created = await ada.call(operations.createApp, { body: { ...DRAFT, redirectUris: [uri] } });
    const body = { redirectUris: [uri], type: 'confidential', native: false };
    const changed = await ada.call(operations.changeAddresses, { ids: { appId: app.id }, body });
    for (const answer of [created, changed]) {
      assert.equal(answer.status, 400, uri);
      assert.match(String(answer.json['error_description']), /^The redirect URI /);
    }
  }
});

test('S-J2 what the server decides cannot be sent along: owner, status, badge, id', async t => {
  const { ada } = await open(t);
  for (const extra of [
    { verified: true },
    { status: 'approved' },
    { ownerEmail: 'x@y.z' },
    { id: '0'.repeat(26) },
    { provider: 'copper' },
  ]) {
    const answer = await ada.call(operations.createApp, { body: { ...DRAFT, ...extra } });
    assert.equal(answer.status, 400, JSON.stringify(extra));
    assert.match(String(answer.json['error_description']), /is not known here/);
  }
});

test('S-J5 S-J7 names that deceive and addresses of websites that are not https are refused', async t => {
  const { ada } = await open(t);
  const refused = [
    { name: 'Copy\u202Eia' },
    { name: ' ' },
    { name: 'x'.repeat(65) },
    { homepageUrl: 'javascript:alert(1)' },
    { privacyUrl: 'http://app.example' },
  ];
  for (const change of refused) {
    const answer = await ada.call(operations.createApp, { body: { ...DRAFT, ...change } });
    assert.equal(answer.status, 400, JSON.stringify(change));
  }
});

test('S-C20 a public app gets no secret', async t => {
  const { ada } = await open(t);
  const { app, secret } = await register(ada, { type: 'public' });
  const answer = await ada.call(operations.createSecret, {
    ids: { appId: app.id },
    body: { overlapSeconds: 0 },
  });
  assert.deepEqual([secret, answer.status], [null, 400]);
  assert.match(String(answer.json['error_description']), /is a public app/);
});

test('S-J1 one developer has a limited number of apps', async t => {
  const { server, ada } = await open(t);
  const [user] = [await server.core.store.findUserByEmail('standard', ADA)];
  const { app } = await register(ada);
  const row = (await server.core.store.findApp(app.id))!;
  for (let i = 1; i < 25; i++)
    await server.core.store.createApp(
      { ...row, id: `${String(i).padStart(2, '0')}${'0'.repeat(24)}` },
      { id: `${String(i).padStart(2, '0')}${'1'.repeat(24)}`, secret: 's', keyId: 'k' },
      { now: 1, actor: 'system' },
      { userId: user!.id, limit: 25 },
    );
  const answer = await ada.call(operations.createApp, { body: DRAFT });
  assert.deepEqual([answer.status, answer.json['error']], [429, 'too_many_requests']);
});

test('S-J6 S-N9 a logo is drawn anew by the server and has no address of its own: SVG, scripts behind a PNG’s first bytes and what is broken are refused', async t => {
  const { server, ada } = await open(t);
  const ids = { appId: (await register(ada)).app.id };
  const noise = sharp({
    create: {
      width: 300,
      height: 100,
      channels: 3,
      background: '#14213D',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  });
  const image = (
    await noise
      .webp({ quality: 20 })
      .withExif({ IFD0: { Copyright: 'SECRET-MARK' } })
      .toBuffer()
  ).toString('base64');
  const good = await ada.call(operations.changeLogo, { ids, body: { image } });
  assert.equal(good.status, 200, good.body);
  const stored = (await server.core.store.findApp(ids.appId))!.logo!;
  const drawn = await sharp(Buffer.from(stored.split(',')[1]!, 'base64')).metadata();
  assert.deepEqual([drawn.format, drawn.width, drawn.exif], ['webp', 256, undefined]);
  assert.ok(stored.length <= 65_536);
  // S-N9: it is part of the pages that show it; nobody can be led to it as to a page of ours.
  assert.match(stored, /^data:image\/webp;base64,[A-Za-z0-9+/]+=*$/);
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
  const mixed = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), svg]);
  for (const bytes of [svg, mixed, Buffer.from('GIF89a'), Buffer.from(image, 'base64').subarray(0, 60)]) {
    const answer = await ada.call(operations.changeLogo, { ids, body: { image: bytes.toString('base64') } });
    assert.equal(answer.status, 400, bytes.toString('latin1').slice(0, 12));
    const refusal = bytes === svg || bytes.length === 6 ? /must be a PNG or WebP/ : /The image is broken/;
    assert.match(String(answer.json['error_description']), refusal);
  }
  assert.equal((await server.core.store.findApp(ids.appId))!.logo, stored);
});

test('S-J6 a logo of more pixels than a screen has is not drawn, and one of pure noise is made small enough', async () => {
  const huge = { width: 4097, height: 4096, channels: 3, background: '#000' } as const;
  await assert.rejects(drawLogo(await sharp({ create: huge }).png().toBuffer()), /larger than 4096 x 4096/);
  const noise = { type: 'gaussian', mean: 128, sigma: 120 } as const;
  const loud = { width: 256, height: 256, channels: 3, background: '#000', noise } as const;
  const drawn = await drawLogo(await sharp({ create: loud }).png().toBuffer());
  assert.ok(drawn.length <= 65_536, `${drawn.length}`);
});

test('R14 the preview is the consent page itself, and what was typed cannot leave its place', async t => {
  const { ada } = await open(t);
  const body = {
    name: 'Mine</h1><script>alert(1)</script>',
    description: 'count your people',
    publisher: 'Us',
    homepageUrl: null,
    privacyUrl: 'javascript:alert(1)',
    termsUrl: null,
    logo: 'https://evil.example/x.png',
    redirectUri: 'https://app.example/cb',
    scopes: ['people:read', 'unknown'],
    refresh: true,
    verified: false,
    locale: 'en',
    nonce: 'abcdefghijkl',
  };
  const answer = await ada.call(operations.previewConsent, { body });
  assert.equal(answer.status, 200, answer.body);
  const page = { ...answer, body: String(answer.json['html']) };
  assert.match(
    wordsOf(page),
    /wants access to your account Example account to count your people ?\. Do you want to give this access\?/,
  );
  assert.match(wordsOf(page), /Read your people/);
  assert.doesNotMatch(page.body, /<script|javascript:|evil\.example/);
  const empty = await ada.call(operations.previewConsent, {
    body: { ...body, name: '', description: '', publisher: '', redirectUri: 'nonsense', scopes: [] },
  });
  assert.equal(empty.status, 200);
});

test('S-J15 an app that is given up is gone everywhere at once, for good', async t => {
  const { server, ada } = await open(t);
  const { app, secret } = await register(ada);
  server.clock.advanceSeconds(1);
  const answer = await connect(server, 'standard', app);
  const tokens = await exchange(server, 'standard', { app, secret: secret! }, answer['code'] ?? '');
  assert.equal((await ada.call(operations.deleteApp, { ids: { appId: app.id } })).status, 200);
  const refreshed = await server.post('/standard/oauth/token', {
    grant_type: 'refresh_token',
    refresh_token: String(tokens.json['refresh_token']),
    client_id: app.id,
    client_secret: secret!,
  });
  assert.deepEqual([refreshed.status, refreshed.json['error']], [401, 'invalid_client']);
  assert.equal((await ada.call(operations.readApp, { ids: { appId: app.id } })).status, 404);
  const page = await ada.browser.goto(authorizeUrl(server, 'standard', app));
  assert.match(wordsOf(page), /not know this app|unknown app/i);
});
