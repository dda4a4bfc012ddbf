/** Every state-changing verb of the store once, with fixed ids and times: run twice on equal databases, it leaves equal databases. */
import type { Connection, Family, Id } from '../../packages/server/src/store/rows.ts';
import type { Store } from '../../packages/server/src/store/store.ts';
import {
  NOW,
  PROVIDER,
  accountRow,
  act,
  appRow,
  familyOf,
  rotationOf,
  userRow,
} from '../../packages/server/src/store/conformance/fixtures.ts';

/** The nth id: fixed, ascending. */
function fixedId(n: number): Id {
  return `06ovq7c0001qg40${n.toString(32).padStart(10, '0')}0`.slice(0, 26);
}

const ACCOUNT = fixedId(1);
const USER = fixedId(2);
const APP = fixedId(3);
const OTHER_APP = fixedId(5);
const ROTATED = fixedId(11);
const FRESH = fixedId(12);
const API_KEY = fixedId(13);
const INTERACTION = fixedId(14);
const SESSION = 's'.repeat(43);
const TICKET = 't'.repeat(43);

/** What the operations act on. */
export async function prepare(store: Store): Promise<void> {
  await store.createAccount(accountRow({ id: ACCOUNT }), act());
  await store.createUser(userRow({ id: USER, email: 'ada@example.com' }), act());
  await store.putMember(ACCOUNT, USER, 'member', act());
  await createApp(store, APP, 4);
  await createApp(store, OTHER_APP, 6);
  const connection = await consent(store, fixedId(10), APP, ['read']);
  for (const id of [ROTATED, FRESH]) await store.redeemCode(familyOf(connection, { id }), act());
  await store.rotateFamily(rotationOf((await store.findFamily(ROTATED))!.family), act());
  await store.createApiKey(apiKey(API_KEY), act());
  await store.createSession(session(SESSION), null, act());
  await store.createInteraction(interaction(INTERACTION));
  await store.addKey(key('mac-1'), act());
}

/** By name; each is one verb, as an endpoint calls it. */
export const OPERATIONS: Readonly<Record<string, (store: Store) => Promise<unknown>>> = {
  'create account': store => store.createAccount(accountRow({ id: fixedId(50), name: 'Other' }), act()),
  'create user': store => store.createUser(userRow({ id: fixedId(51), email: 'bo@example.com' }), act()),
  'create app': store => createApp(store, fixedId(52), 53),
  'update app': store => store.updateApp(APP, { name: 'Renamed' }, act()),
  'add app secret': store =>
    store.addAppSecret(
      {
        id: fixedId(54),
        appId: APP,
        hash: 'h'.repeat(43),
        lastFour: 'abcd',
        createdAt: NOW,
        expiresAt: null,
      },
      act(),
    ),
  'new consent': store => consent(store, fixedId(55), OTHER_APP, ['read', 'write']),
  'wider consent': store => consent(store, fixedId(56), APP, ['read', 'write']),
  'redeem a code': async store =>
    store.redeemCode(familyOf(await connectionOf(store), { id: fixedId(57) }), act()),
  'replay a code': async store => store.redeemCode(familyOf(await connectionOf(store), { id: FRESH }), act()),
  rotate: async store => store.rotateFamily(rotationOf(await family(store, FRESH)), act(NOW + 1)),
  'reuse a refresh token': async store =>
    store.rotateFamily({ ...rotationOf(await family(store, ROTATED)), generation: 0 }, act(NOW + 1000)),
  'revoke a family': store =>
    store.revokeFamily(FRESH, { reason: 'test', endConnection: true }, act(NOW + 1)),
  'revoke a connection': store => store.revokeConnection(fixedId(10), 'test', act(NOW + 1)),
  'revoke everything of an app': store => store.revokeAll({ appId: APP }, 'test', act(NOW + 1)),
  'revoke everything of a user': store => store.revokeAll({ userId: USER }, 'test', act(NOW + 1)),
  'revoke everything of an account': store => store.revokeAll({ accountId: ACCOUNT }, 'test', act(NOW + 1)),
  'remove a member': store => store.removeMember(ACCOUNT, USER, act(NOW + 1)),
  'disable a user': store => store.setUserStatus(USER, 'disabled', act(NOW + 1)),
  'change a password': store => store.setPasswordHash(USER, '$argon2id$x', act(NOW + 1)),
  'create an API key': store => store.createApiKey(apiKey(fixedId(58)), act()),
  'revoke an API key': store => store.revokeApiKey(API_KEY, act(NOW + 1)),
  'replace a session': store => store.createSession(session('n'.repeat(43)), SESSION, act()),
  'end a session': store => store.endSession(SESSION, act(NOW + 1)),
  'answer a login': store => store.answerLogin(INTERACTION, '{}', TICKET, NOW + 1),
  'consume an interaction': store => store.consumeInteraction(INTERACTION, '{}', NOW + 1),
  'claim a state': store =>
    store.claimState(
      { appId: APP, stateHash: 'x'.repeat(43), browserHash: 'y'.repeat(43), userId: null },
      NOW,
    ),
  'take quota': store =>
    store.takeQuota({ limitKey: `app:${APP}`, scope: 'read', day: 20_000, count: 3, limit: 5 }),
  'add a key': store => store.addKey(key('mac-2'), act()),
  'revoke a key': store => store.revokeKey('mac-1', act(NOW + 1)),
};

async function createApp(store: Store, id: Id, family: number): Promise<void> {
  await store.createApp(appRow({ id }), { id: fixedId(family), secret: 's'.repeat(43), keyId: 'k1' }, act());
}

async function consent(store: Store, newId: Id, appId: Id, scopes: readonly string[]): Promise<Connection> {
  const ids = { newId, provider: PROVIDER, appId, userId: USER, accountId: ACCOUNT };
  return (await store.recordConsent({ ...ids, scopes, exact: false }, act())) as Connection;
}

async function connectionOf(store: Store): Promise<Connection> {
  return (await store.findConnection(APP, USER, ACCOUNT))!.connection;
}

async function family(store: Store, id: Id): Promise<Family> {
  return (await store.findFamily(id))!.family;
}

function apiKey(id: Id): Parameters<Store['createApiKey']>[0] {
  return {
    id,
    provider: PROVIDER,
    userId: USER,
    accountId: ACCOUNT,
    label: 'key',
    personal: false,
    hash: id.padEnd(43, 'x'),
    lastFour: 'abcd',
    scopes: ['read'],
    createdAt: NOW,
    expiresAt: null,
  };
}

function session(idHash: string): Parameters<Store['createSession']>[0] {
  return {
    idHash,
    provider: PROVIDER,
    userId: USER,
    createdAt: NOW,
    authenticatedAt: NOW,
    lastSeenAt: NOW,
    expiresAt: NOW + 1000,
  };
}

function interaction(id: Id): Parameters<Store['createInteraction']>[0] {
  return {
    id,
    provider: PROVIDER,
    appId: APP,
    request: '{}',
    browserHash: 'b'.repeat(43),
    createdAt: NOW,
    expiresAt: NOW + 1000,
  };
}

function key(id: string): Parameters<Store['addKey']>[0] {
  return { id, use: 'mac', material: 'm', createdAt: NOW, activeAt: NOW };
}
