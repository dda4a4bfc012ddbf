/** Who is told what by mail, in which language; and what names, addresses and mail servers cannot do to it. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { checkConfig } from '../../config.ts';
import type { ProviderConfig } from '../../config-types.ts';
import {
  createApp,
  createPerson,
  openTestServer,
  testConfig,
  TestBrowser,
  type TestServer,
} from '../../fixtures.ts';
import { consentTo } from '../webhooks/fixtures.ts';
import { newId } from '../ids.ts';
import { sendBack } from '../review/decide.ts';
import { Postman } from './postman.ts';
import { MAIL_TEXTS } from './texts.ts';
import { openTransport } from './transport.ts';
import { writeMail } from './write.ts';

interface Got {
  headers: Record<string, string>;
  text: string;
}

/** A server whose mails are files; `mails` takes those that came since. */
async function open(t: TestContext, change: Partial<ProviderConfig> = {}) {
  const outbox = mkdtempSync(join(tmpdir(), 'valetkey-outbox-'));
  t.after(() => rmSync(outbox, { recursive: true, force: true }));
  const config = { ...testConfig({ standard: change }), mail: { from: 'no-reply@crm.example', outbox } };
  const server = await openTestServer(t, { config });
  await server.core.followUp.start();
  const mails = async (): Promise<Got[]> => {
    await server.core.followUp.settled();
    return readdirSync(outbox)
      .toSorted()
      .map(file => {
        const mail = readMail(readFileSync(join(outbox, file), 'latin1'));
        rmSync(join(outbox, file));
        return mail;
      });
  };
  return { server, mails };
}

/** Headers unfolded and decoded, and the plain part decoded. */
function readMail(raw: string): Got {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = Object.fromEntries(
    lines.map(line => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      decodeWords(line.slice(line.indexOf(':') + 2)),
    ]),
  );
  return { headers, text: decodeQuoted(rest.join('\r\n\r\n')) };
}

function decodeWords(text: string): string {
  return text.replaceAll(/=\?utf-8\?([qb])\?([^?]*)\?=\s*/gi, (_, kind: string, word: string) =>
    kind.toLowerCase() === 'b'
      ? Buffer.from(word, 'base64').toString()
      : decodeQuoted(word.replaceAll('_', ' ')),
  );
}

function decodeQuoted(text: string): string {
  const bytes = text
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

const act = ({ clock }: TestServer, actor: string) => ({ now: Math.floor(clock.nowMs() / 1000), actor });

test('S-M11 R51 a user is told of a new connection, with a link to review it; opening it changes nothing', async t => {
  const { server, mails } = await open(t);
  const app = await createApp(server, 'standard');
  const { connection, person } = await consentTo({ server, app });
  const [mail, ...more] = await mails();
  assert.equal(more.length, 0);
  assert.equal(mail!.headers['to'], person.user.email);
  assert.equal(mail!.headers['from'], 'Standard CRM <no-reply@crm.example>');
  assert.equal(mail!.headers['subject'], 'Database Analyzer may now act on Acme');
  assert.equal(mail!.headers['auto-submitted'], 'auto-generated');
  assert.match(mail!.text, /Hello Ada Lovelace,[^]*Read your people[^]*take it back, at any time/);
  const link = `https://auth.example/standard/console/settings/integrations/${connection.id}`;
  assert.ok(mail!.text.includes(link));
  const before = await server.core.store.lastEventSeq();
  await server.inject({ method: 'GET', url: new URL(link).pathname });
  assert.equal(await server.core.store.lastEventSeq(), before);
});

test('S-O3 R50 who ended it for somebody else, and why, is told; what one ended oneself is not', async t => {
  const { server, mails } = await open(t);
  const app = await createApp(server, 'standard');
  const { user: boss } = await createPerson(server, 'standard', {
    email: 'boss@example.com',
    name: 'Grace Hopper',
  });
  const [ended, own, byStaff] = [
    await consentTo({ server, app }),
    await consentTo({ server, app }),
    await consentTo({ server, app }),
  ];
  await mails();
  const { store } = server.core;
  await store.revokeConnection(ended.connection.id, 'The pilot is over', act(server, `user:${boss.id}`));
  await store.revokeConnection(own.connection.id, 'r', act(server, `user:${own.person.user.id}`));
  await store.revokeConnection(byStaff.connection.id, '', act(server, 'operator'));
  const [mail, staff, ...more] = await mails();
  assert.equal(more.length, 0);
  assert.match(mail!.text, /was ended by Grace Hopper\.[^]*Reason: The pilot is over\./);
  assert.match(staff!.text, /was ended by the staff of Standard CRM\.[^]*Reason: none was given\./);
});

test('R51 developers are told of approval, suspension, a secret that ends and a webhook that is off; staff of anomalies where the rule says mail', async t => {
  const { server, mails } = await open(t, {
    operators: ['Staff@Example.com'],
    anomalies: { token_reuse: 'mail' },
  });
  const app = await createApp(server, 'standard');
  const { store } = server.core;
  for (const status of ['suspended', 'approved'] as const)
    await store.setAppStatus(app.app.id, status, act(server, 'operator'));
  const of = { provider: 'standard', appId: app.app.id };
  await store.appendEvent(
    { ...of, type: 'secret.expiring', detail: { lastFour: 'wxyz', expiresAt: 1_800_000_000 } },
    act(server, 'system'),
  );
  await store.appendEvent(
    { ...of, type: 'webhook.disabled', detail: { url: 'https://app.example/hooks' } },
    act(server, 'system'),
  );
  for (const response of ['mail', 'notify'])
    await store.appendEvent(
      { ...of, type: 'anomaly.found', detail: { anomaly: 'a', rule: 'token_reuse', response } },
      act(server, 'system'),
    );
  const got = await mails();
  assert.deepEqual(
    got.map(({ headers }) => [headers['to'], headers['subject']]),
    [
      ['dev@app.example', 'Database Analyzer was suspended'],
      ['dev@app.example', 'Database Analyzer is open to everybody'],
      ['dev@app.example', 'A secret of Database Analyzer ends soon'],
      ['dev@app.example', 'A webhook of Database Analyzer was switched off'],
      ['staff@example.com', 'Something odd about Database Analyzer: token_reuse'],
    ],
  );
  assert.match(got[2]!.text, /ends in wxyz works until January 15, 2027/);
});

test('R12 R13 developers are told what has to change, and that they were refused, in the words of the staff', async t => {
  const { server, mails } = await open(t);
  const { app } = await createApp(server, 'standard');
  const { core } = server;
  for (const [kind, text] of [
    ['changes_asked', 'The logo is of somebody else.'],
    ['refused', 'It asks for more than it needs.'],
  ] as const) {
    await core.store.setAppStatus(app.id, 'in_review', act(server, 'operator'));
    const seen = (await core.store.findApp(app.id))!;
    await sendBack(core, seen, kind, { act: act(server, 'operator'), name: 'Grace', text });
  }
  const [changes, refused, ...more] = await mails();
  assert.equal(more.length, 0);
  assert.equal(changes!.headers['subject'], 'Something has to change in Database Analyzer');
  assert.match(changes!.text, /The logo is of somebody else\.[^]*apps\/[0-9a-v]{26}\/review/);
  assert.equal(refused!.headers['subject'], 'Database Analyzer was refused');
  assert.match(refused!.text, /It asks for more than it needs\./);
});

/** A person with two apps and a key on one account. */
async function openBusy(t: TestContext) {
  const { server, mails } = await open(t);
  const { core } = server;
  const [one, other] = [
    await createApp(server, 'standard', { name: 'Robot' }),
    await createApp(server, 'standard', { name: 'Sheets' }),
  ];
  const first = await consentTo({ server, app: one });
  const { user, accounts } = first.person;
  const ids = { provider: 'standard', appId: other.app.id, userId: user.id, accountId: accounts[0]!.id };
  const consent = { ...ids, newId: newId(server.clock.nowMs()), scopes: ['people:read'], exact: false };
  await core.store.recordConsent(consent, act(server, `user:${user.id}`));
  const row = { ...ids, id: newId(server.clock.nowMs()), label: 'Nightly', hash: 'h', lastFour: 'abcd' };
  const { appId: _, ...key } = { ...row, scopes: [], personal: false, createdAt: 1, expiresAt: null };
  await core.store.createApiKey(key, act(server, `user:${user.id}`));
  await mails();
  return { server, mails, store: core.store, user, account: accounts[0]!, apps: [one.app, other.app] };
}

for (const [how, end, reason] of [
  [
    'everything of the account ended',
    of => of.store.revokeAll({ accountId: of.account.id }, 'A leak', act(of.server, 'operator')),
    'A leak',
  ],
  [
    'everything of theirs ended',
    of => of.store.revokeAll({ userId: of.user.id }, 'A leak', act(of.server, 'operator')),
    'A leak',
  ],
  [
    'they left the account',
    of => of.store.removeMember(of.account.id, of.user.id, act(of.server, 'system')),
    '',
  ],
] as const satisfies readonly (readonly [
  string,
  (of: Awaited<ReturnType<typeof openBusy>>) => Promise<unknown>,
  string,
])[])
  test(`R51 S-O3 ${how}: one mail and one notice say what`, async t => {
    const of = await openBusy(t);
    await end(of);
    const got = await of.mails();
    assert.deepEqual(
      got.map(({ headers }) => headers['subject']),
      ['Acme: what acted for you there has ended'],
    );
    assert.match(got[0]!.text, /Robot, Sheets, and Nightly\./);
    const notices = await of.store.listNotices(of.user.id, 9);
    assert.deepEqual(
      notices.map(({ kind, names, count, ...notice }) => [kind, names, count, notice.reason]),
      [['access_ended', ['Robot', 'Sheets', 'Nightly'], 3, reason]],
    );
  });

test('R51 S-O3 an administrator ends several connections and keys of a member: one mail names them', async t => {
  const { server, mails, store, account } = await openBusy(t);
  const options = { actId: newId(server.clock.nowMs()), reason: 'The pilot is over', limit: 9 };
  await store.revokeAccess({ accountId: account.id }, options, act(server, 'operator'));
  const [mail, ...more] = await mails();
  assert.equal(more.length, 0);
  assert.match(mail!.text, /: Robot, Sheets, and Nightly\.\s+Reason: The pilot is over\./);
});

test('R51 S-O3 whose API key somebody else ended is told by mail, and why; who ended it is not', async t => {
  const { server, mails, store, user, account } = await openBusy(t);
  const { key } = (await store.listApiKeys({ userId: user.id, limit: 1 }))[0]!;
  const told = { actId: newId(server.clock.nowMs()), reason: 'It was in a mail' };
  await store.revokeApiKey(key.id, act(server, 'operator'), told);
  const [mail, ...more] = await mails();
  assert.equal(more.length, 0);
  assert.equal(mail!.headers['subject'], 'Acme: what acted for you there has ended');
  assert.match(mail!.text, /: Nightly\.\s+Reason: It was in a mail\./);
  const ids = { provider: 'standard', userId: user.id, accountId: account.id };
  const row = {
    ...ids,
    id: newId(server.clock.nowMs()),
    label: 'Own',
    hash: 'h2',
    lastFour: 'abcd',
    scopes: [],
  };
  await store.createApiKey(
    { ...row, personal: false, createdAt: 1, expiresAt: null },
    act(server, `user:${user.id}`),
  );
  await store.revokeApiKey(row.id, act(server, `user:${user.id}`));
  assert.deepEqual(await mails(), []);
});

test('R50 S-O3 what the policy stops is told once, as something that can change; what it lets in again is not', async t => {
  const { server, mails, store, user, account, apps } = await openBusy(t);
  await store.decideApp(account.id, apps[0]!.id, 'allowed', 'needed', act(server, 'operator'));
  await store.setPolicyMode(account.id, 'approved', act(server, 'operator'));
  const [mail, ...more] = await mails();
  assert.equal(more.length, 0);
  assert.equal(mail!.headers['subject'], 'Acme: some apps may not act for you for now');
  assert.match(mail!.text, /until that changes: Sheets\./);
  await store.setPolicyMode(account.id, 'all', act(server, 'operator'));
  await store.decideApp(account.id, apps[0]!.id, 'blocked', 'gone', act(server, 'operator'));
  assert.match((await mails())[0]!.text, /until that changes: Robot\.\s+Reason: gone\./);
  const notices = await store.listNotices(user.id, 9);
  assert.deepEqual(
    notices.map(({ kind, names }) => `${kind} ${names.join()}`).toSorted((a, b) => a.localeCompare(b)),
    ['access_blocked Robot', 'access_blocked Sheets'],
  );
});

test('R60 a mail speaks the language its reader last signed in with, of five', async t => {
  const { server, mails } = await open(t);
  const app = await createApp(server, 'standard');
  const { connection, person } = await consentTo({ server, app });
  await mails();
  const browser = new TestBrowser(server);
  const headers = { 'accept-language': 'fr-CA,en;q=0.5' };
  await browser.goto('/standard/console/sign-in', { method: 'GET', headers });
  await browser.submit({ email: person.user.email, password: 'correct horse battery staple' }, headers);
  await server.core.store.revokeConnection(connection.id, 'r', act(server, 'operator'));
  const [mail] = await mails();
  assert.equal(mail!.headers['subject'], 'Database Analyzer n’a plus accès à Acme');
  const placeholders = (text: string): string[] =>
    [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted();
  for (const texts of Object.values(MAIL_TEXTS))
    for (const [key, text] of Object.entries(texts))
      assert.deepEqual(placeholders(text), placeholders(MAIL_TEXTS.en[key as keyof typeof texts]), key);
});

test('S-N1 a name is neither a header, a second recipient, markup nor a placeholder', async t => {
  const { server, mails } = await open(t);
  const hostile = 'X\r\nBcc: thief@evil.example\r\n\r\n<script>{link}</script>\u202E';
  const provider = server.provider('standard');
  const letter = {
    kind: 'connection_created' as const,
    provider,
    recipient: 'ada@example.com',
    name: hostile,
    locale: 'en' as const,
    values: { app: hostile, publisher: hostile, account: hostile, scopes: hostile, when: 'now' },
    link: 'https://auth.example/',
  };
  const mail = writeMail(letter, newId(server.clock.nowMs()), Math.floor(server.clock.nowMs() / 1000));
  assert.doesNotMatch(mail.subject, /[\r\n\u202E]/);
  assert.ok(!mail.html.includes('<script>') && mail.html.includes('&#60;script&#62;{link}'));
  await server.core.store.moveOn({
    follower: 'mail',
    from: await server.core.store.findPlace('mail'),
    to: 1e9,
    deliveries: [],
    mails: [{ ...mail, recipient: 'ada@example.com\r\nBcc: thief@evil.example' }],
  });
  const [got] = await mails();
  assert.equal(got!.headers['bcc'], undefined);
  assert.ok(!Object.keys(got!.headers).some(name => /bcc|thief/.test(name)));
});

test('S-V16 nobody gets more than 50 mails a day', async t => {
  const { server, mails } = await open(t);
  const app = await createApp(server, 'standard', { ownerEmail: 'dev@app.example' });
  for (let i = 0; i < 30; i++)
    for (const status of ['suspended', 'approved'] as const)
      await server.core.store.setAppStatus(app.app.id, status, act(server, 'operator'));
  assert.equal((await mails()).length, 50);
  server.clock.advanceSeconds(86_400);
  await server.core.store.setAppStatus(app.app.id, 'suspended', act(server, 'operator'));
  assert.equal((await mails()).length, 1);
});

test('a mail server that refuses is asked again over a day; then the mail is given up, and neither log nor store keeps the address', async t => {
  const { server } = await open(t);
  await server.core.followUp.stop();
  const app = await createApp(server, 'standard');
  let attempts = 0;
  const send = async (): Promise<void> => {
    attempts += 1;
    throw Object.assign(new Error('550 dev@app.example unknown'), { code: 'EENVELOPE' });
  };
  const postman = new Postman(server.core, send);
  const letter = {
    kind: 'app_approved' as const,
    provider: server.provider('standard'),
    recipient: app.app.ownerEmail,
  };
  const now = Math.floor(server.clock.nowMs() / 1000);
  const mail = writeMail(
    { ...letter, name: 'Dev', locale: 'en', values: { app: 'A' }, link: 'x' },
    newId(now * 1000),
    now,
  );
  const from = await server.core.store.findPlace('mail');
  await server.core.store.moveOn({ follower: 'mail', from, to: 1e9, deliveries: [], mails: [mail] });
  postman.start();
  for (let hour = 0; hour < 30; hour++) {
    postman.wake();
    await postman.settled();
    server.clock.advanceSeconds(3600);
  }
  await postman.stop();
  assert.equal(attempts, 6);
  assert.equal((await server.core.store.countRows())['mails'], 0);
  assert.ok(server.logLines.some(line => line.includes('a mail was given up')));
  assert.ok(!server.logLines.join('\n').includes('dev@app.example'));
});

test('over SMTP the mail server gets one recipient and the whole mail', async t => {
  const said: string[] = [];
  const smtp = createServer(socket => {
    let isData = false;
    socket.write('220 mail.example\r\n');
    socket.on('data', chunk => {
      for (const line of chunk.toString().split('\r\n')) {
        said.push(line);
        if (isData && line !== '.') continue;
        const command = line.slice(0, 4).toUpperCase();
        if (line === '' && !isData) continue;
        isData = command === 'DATA';
        socket.write(isData ? '354 go on\r\n' : command === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n');
      }
    });
    socket.on('error', () => {});
  });
  await new Promise<void>(resolve => smtp.listen(0, '127.0.0.1', resolve));
  t.after(() => smtp.close());
  const { port } = smtp.address() as AddressInfo;
  const send = openTransport({
    from: 'no-reply@crm.example',
    smtp: { host: '127.0.0.1', port, tls: 'none' },
  });
  const mail = {
    id: 'm1',
    provider: 'standard',
    recipient: 'ada@example.com',
    subject: 'S',
    body: 'B',
    html: '<p>B</p>',
  };
  await send({ ...mail, createdAt: 1, dueAt: 1, attempts: 1 }, 'Standard CRM');
  assert.deepEqual(
    said.filter(line => line.startsWith('RCPT')),
    ['RCPT TO:<ada@example.com>'],
  );
  assert.ok(said.includes('Message-ID: <m1@crm.example>'));
});

test('the configuration names one way for mail, and none in the clear over a network', () => {
  const withMail = (mail: object) => () => checkConfig({ ...testConfig(), mail });
  assert.throws(withMail({ from: 'a@b.example' }), /either smtp or outbox/);
  assert.throws(withMail({ from: 'nobody', outbox: 'x' }), /mail\.from: expected an e-mail address/);
  const far = { from: 'a@b.example', smtp: { host: 'mail.b.example', tls: 'none' } };
  assert.throws(withMail(far), /mail\.smtp\.tls/);
  withMail({ ...far, smtp: { host: 'mail.b.example' } })();
});
