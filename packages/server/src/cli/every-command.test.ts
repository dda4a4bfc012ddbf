/** Every command once with good input, and its effect read back. What is wrong with a line: wrong-lines.test.ts */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { nowSeconds } from '../domain/clock.ts';
import { newId } from '../domain/ids.ts';
import { anomalyRow } from '../store/conformance/fixtures.ts';
import { COMMANDS } from './commands.ts';
import { OF_A_MACHINE, openOffice, SLUG, type Ended, type Office } from './office.fixtures.ts';

const AT = ['--provider', SLUG];

let office: Office;
const done = new Set<string>();
before(async () => void (office = await openOffice()));
after(() => office.close());

/** A whole line in one text, and what a person reads of it. */
async function good(name: string, words: readonly string[], says: RegExp): Promise<Ended> {
  const ended = await office.command(...name.split(' '), ...words);
  assert.deepEqual([ended.code, ended.err.replace(/^[^]*quickstart[^]*/, '')], [0, ''], name);
  assert.match(ended.out, says, name);
  done.add(name);
  return ended;
}

const act = () => ({ now: nowSeconds(office.core.clock), actor: 'operator' });
const statusOf = async (id: string) => (await office.core.store.findApp(id))?.status;

test('R13 S-J15 an app is reviewed by command: each step is one, and holds', async () => {
  const { core, apps } = office;
  const [{ app }, { app: second }, { app: third }] = apps;
  const words = ['--name', 'Fourth', '--description', 'read', '--publisher', 'P', '--redirect-uri'];
  await good('app create', [...AT, ...words, 'https://four.example/cb'], /In review/);
  await good('app list', AT, /Second/);
  const filters = ['--state', 'in_review', '--verified', 'no', '--search', 'FOURTH', '--limit', '1'];
  const listed = await good('app list', [...AT, ...filters], /Fourth[^]*More: --after [0-9a-v]{26}/);
  assert.doesNotMatch(listed.out, /Second/);
  await good('app show', [app.id], /Database Analyzer/);
  await good('app ask-changes', [second.id, '--message', 'Say why'], /with its developer again/);
  assert.equal(await statusOf(second.id), 'draft');
  await good(
    'app update',
    [second.id, ...second.scopes.flatMap(scope => ['--reason', `${scope}=Why`])],
    /Second/,
  );
  await good('app submit', [second.id, '--message', 'Done'], /is in_review/);
  await good('app take-back', [second.id], /is in development/);
  await good('app submit', [second.id], /is in_review/);
  await good('app review', [second.id], /changes_asked +operator +Say why/);
  await core.store.revokeAppSecret(second.id, (await core.store.listAppSecrets(second.id))[0]!.id, act());
  await good('app approve', [second.id, '--link'], /who alone can open it:\nhttps:.*credentials\?link=/);
  assert.equal(await statusOf(second.id), 'approved');
  await good('app refuse', [third.id, '--message', 'No'], /is refused/);
  assert.equal(await statusOf(third.id), 'draft');
  await good('app tell', [app.id, '--message', 'Call us'], /has a new message/);
  await good('app unverify', [app.id, '--reason', 'Gone'], /is not verified now/);
  await good('app verify', [app.id, '--reason', 'Known'], /is verified now/);
  assert.equal((await core.store.findApp(app.id))?.verified, true);
  await good('app limit', [app.id, '--calls-per-minute', '9', '--reason', 'Slow'], /are set/);
  assert.equal((await core.store.findAppControls(app.id)).callsPerMinute, 9);
  await good('app suspend', [app.id], /none of its tokens works/);
  assert.equal(await statusOf(app.id), 'suspended');
  await good('app resume', [app.id], /works again/);
  const secret = (await good('app rotate-secret', [app.id, '--json'], /client_secret/)).json();
  await good('app revoke-secret', [app.id, String(secret['secret_id'])], /works no more/);
  await good('app credential-link', [app.id], /link=/);
  assert.equal((await core.store.listCredentialLinks(app.id)).length, 1);
  await good('quickstart', [app.id], /curl/);
  await good('app invite', [app.id, 'eve@example.com', '--role', 'viewer'], /for 14 days/);
  await good('app people', [app.id], /eve@example\.com +viewer +asked/);
  await good('app remove-person', [app.id, 'eve@example.com'], /nothing to do with/);
  assert.deepEqual(await core.store.listAppInvitations({ appId: app.id }, act().now), []);
  await good('app delete', [third.id, '--for-good'], /is gone/);
  assert.equal(await statusOf(third.id), 'deleted');
});

test('R50 S-M9 S-O6 an account is administered by command', async () => {
  const { core, apps, ada, bob } = office;
  const [{ app }] = apps;
  const account = ada.accounts[0]!;
  const status = async () => (await core.store.findAccount(account.id))?.status;
  await good('account create', [...AT, '--name', 'Beta'], /Beta is created/);
  await good('account set-plan', ['Beta', 'gold', ...AT], /has the plan gold/);
  assert.equal((await core.store.findAccountByName(SLUG, 'Beta'))?.plan, 'gold');
  await good('account suspend', [account.id], /no app reads/);
  assert.equal(await status(), 'suspended');
  await good('account resume', [account.id], /is open again/);
  assert.equal(await status(), 'active');
  await good('account members', ['Acme', ...AT], /bob@example\.com/);
  await good('account apps', ['Acme', ...AT], /Database Analyzer +undecided +1 +1/);
  await good('account integrations', ['Acme', ...AT, '--csv'], /connection,.*\r\n/);
  await good('account policy', ['Acme', ...AT, '--apps', 'approved'], /approved/);
  await good('account decide', ['Acme', app.id, 'blocked', ...AT], /is blocked on Acme/);
  assert.deepEqual((await core.store.findAccount(account.id))?.appPolicy?.blocked, [app.id]);
  const request = { id: newId(Date.now()), provider: SLUG, accountId: account.id, appId: app.id };
  await core.store.requestApproval({ ...request, userId: bob.user.id, message: 'Please' }, act());
  await good('account requests', ['Acme', ...AT], /bob@example\.com +.* Please/);
  await good('account answer', [request.id, 'approved', '--reason', 'Yes'], /approved\. 1 had asked/);
  assert.deepEqual((await core.store.findAccount(account.id))?.appPolicy?.allowed, [app.id]);
  await good('user notices', ['bob@example.com', ...AT], /request_approved +Acme/);
  await good('account audit', ['Acme', ...AT], /account\.policy_changed/);
  await good(
    'account revoke',
    ['Acme', '--member', 'ada@example.com', '--reason', 'Left', ...AT],
    /1 connections/,
  );
  await good('account remove-member', ['Acme', 'bob@example.com', ...AT], /no member of Acme any more/);
  assert.deepEqual(await core.store.listMemberships(bob.user.id), []);
});

test('R4 R49 people, keys and connections by command', async () => {
  const { core, apps, ada, bob } = office;
  const name = ['--email', 'cyd@example.com', '--name', 'Cyd', '--account', 'Acme'];
  await good('user create', [...AT, ...name], /password/);
  const status = async () => (await core.store.findUser(bob.user.id))?.status;
  await good('user disable', ['bob@example.com', ...AT], /is disabled/);
  assert.equal(await status(), 'disabled');
  await good('user enable', ['bob@example.com', ...AT], /may sign in again/);
  assert.equal(await status(), 'active');
  await good('user set-password', ['bob@example.com', ...AT], /password/);
  const to = ['--user', 'ada@example.com', '--account', 'Acme', '--label', 'Nightly', '--json'];
  const key = (await good('api-key create', [...AT, ...to], /api_key/)).json();
  await good('api-key list', AT, /Nightly/);
  await good(
    'api-key sunset',
    [...AT, '--ends-on', '2099-01-01', '--notice', 'Move'],
    /They end on 2099-01-01/,
  );
  assert.equal((await core.store.findKeySunset(SLUG))?.notice, 'Move');
  await good('api-key sunset', [...AT, '--withdraw', 'Not yet'], /No end is announced/);
  await good('api-key revoke', [String(key['api_key_id'])], /works no more/);
  assert.notEqual((await core.store.findApiKey(String(key['api_key_id'])))?.key.revokedAt, null);
  const ids = { provider: SLUG, appId: apps[0].app.id, userId: ada.user.id, accountId: ada.accounts[0]!.id };
  const consent = { ...ids, newId: newId(Date.now()), scopes: apps[0].app.scopes, exact: false };
  const connection = await core.store.recordConsent(consent, act());
  const id = 'id' in connection ? connection.id : assert.fail();
  await good('connection list', AT, new RegExp(id));
  await good('connection revoke', [id], /is revoked/);
  assert.notEqual((await core.store.findConnectionById(id))?.connection.revokedAt, null);
});

test('R51 webhooks by command', async () => {
  const { core, apps } = office;
  const to = ['--app', apps[0].app.id, '--url', 'https://app.example/hooks', '--json'];
  const { webhook_id: id, secret } = (await good('webhook create', to, /whsec_/)).json() as Record<
    string,
    string
  >;
  await good('webhook list', ['--app', apps[0].app.id], /on +.*https:\/\/app\.example\/hooks/);
  const rotated = (await good('webhook rotate-secret', [id!, '--json'], /whsec_/)).json();
  assert.notEqual(rotated['secret'], secret);
  await good('webhook update', [id!, '--type', 'app.approved'], /sent: app\.approved/);
  assert.deepEqual((await core.store.findWebhookEndpoint(id!))?.types, ['app.approved']);
  const sent = (await good('webhook test', [id!, '--json'], /delivery_id/)).json();
  const deliveryId = String(sent['delivery_id']);
  await good('webhook send-again', [deliveryId], /under way already/);
  const delivery = (await core.store.findWebhookDelivery(deliveryId))!;
  const answered = { state: 'failed', dueAt: null, answerStatus: 500, answer: '', off: null } as const;
  await core.store.recordWebhookAttempt({ delivery, ...answered }, act());
  await good('webhook deliveries', [id!], /webhook\.test +failed +1/);
  await good('webhook send-again', [deliveryId], /sends it within seconds/);
  assert.equal((await core.store.findWebhookDelivery(deliveryId))?.state, 'waiting');
  await good('webhook delete', [id!], /Nothing more is sent/);
  assert.equal(await core.store.findWebhookEndpoint(id!), null);
});

test('R52 R55 what the staff looks at, and answers, by command', async () => {
  const { core, apps, connectionId } = office;
  const appId = apps[0].app.id;
  const about = { provider: SLUG, appId, connectionId, subject: connectionId, seen: 900 };
  const anomaly = anomalyRow({ ...about, id: newId(Date.now()), at: act().now });
  await core.store.recordAnomaly(anomaly, act());
  await good('anomaly list', AT, /volume/);
  await good('anomaly show', [anomaly.id], /900/);
  await good('anomaly rules', AT, /volume +notify/);
  await good('anomaly answer', [anomaly.id, 'dismiss', '--reason', 'Ours'], /Done: dismiss/);
  assert.equal((await core.store.findAnomaly(anomaly.id))?.status, 'dismissed');
  await good('provider list', [], /copper/);
  await good('provider show', AT, /directory/);
  await good('provider overview', AT, /2 approved/);
  await good('provider check-login', AT, /answers/);
  await good('usage', ['--app', appId], /calls/);
  await good('requests', ['--app', appId], /Nothing|token/);
  await good('events', AT, /anomaly\.closed/);
  const keys = (await core.store.listKeys()).length;
  await good('keys rotate', ['--use', 'mac'], /signs from/);
  assert.equal((await core.store.listKeys()).length, keys + 1);
  await good('keys list', [], /active/);
  await good('audit seal', [], /^\d+:[\w-]{43}$/m);
  await good('audit verify', [], /seals? fit/);
});

test('every command is run here or by a test beside this one', () => {
  const here = import.meta.dirname;
  const others = readdirSync(here).filter(file => /(?<!lines)\.test\.ts$/.test(file));
  const texts = others.map(file => readFileSync(join(here, file), 'utf8')).join('\n');
  const isRun = (name: string): boolean =>
    done.has(name) ||
    texts.includes(
      name
        .split(' ')
        .map(word => `'${word}'`)
        .join(', '),
    );
  const all = COMMANDS.map(({ name }) => name).filter(name => !OF_A_MACHINE.has(name));
  assert.deepEqual(
    all.filter(name => !isRun(name)),
    [],
  );
});
