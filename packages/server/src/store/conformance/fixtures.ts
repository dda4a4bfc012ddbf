/** People, apps and consents for the store's tests: whatever a test does not name is the same everywhere. */
import { createSecretKey } from 'node:crypto';
import { newId } from '../../domain/ids.ts';
import { Pepper } from '../../domain/secrets.ts';
import type { Account, Anomaly, App, Connection, Family, Id, User, WebhookEndpoint } from '../rows.ts';
import type { Act, Store } from '../store.ts';

export const NOW = 1_800_000_000;
export const PROVIDER = 'acme';

export function testPepper(): Pepper {
  return new Pepper(createSecretKey(Buffer.alloc(32, 7)));
}

export function id(): Id {
  return newId(Date.now());
}

export function act(now = NOW, actor = 'system'): Act {
  return { now, actor };
}

export function accountRow(change: Partial<Account> = {}): Omit<Account, 'epoch' | 'status' | 'appPolicy'> {
  return {
    id: id(),
    provider: PROVIDER,
    externalId: null,
    name: 'Acme Ltd',
    plan: null,
    createdAt: NOW,
    ...change,
  };
}

export function userRow(change: Partial<User> = {}): Parameters<Store['createUser']>[0] {
  const userId = id();
  return {
    id: userId,
    provider: PROVIDER,
    externalId: null,
    email: `${userId}@example.com`,
    name: 'Ada',
    passwordHash: null,
    createdAt: NOW,
    ...change,
  };
}

export function appRow(change: Partial<App> = {}): Omit<App, 'epoch' | 'updatedAt'> {
  return {
    id: id(),
    provider: PROVIDER,
    ownerEmail: 'dev@example.com',
    name: 'Analyzer',
    description: 'analyze your database',
    publisher: 'Dev Inc',
    homepageUrl: null,
    privacyUrl: null,
    termsUrl: null,
    logo: null,
    status: 'approved',
    verified: false,
    selfRegistered: false,
    type: 'confidential',
    native: false,
    redirectUris: ['https://app.example/cb'],
    scopes: ['read', 'write'],
    grants: ['authorization_code', 'refresh_token'],
    authentication: null,
    scopeReasons: {},
    createdAt: NOW,
    ...change,
  };
}

export async function createApp(store: Store, change: Partial<App> = {}): Promise<App> {
  return store.createApp(appRow(change), { id: id(), secret: 's'.repeat(43), keyId: 'k1' }, act());
}

export interface Party {
  app: App;
  user: User;
  account: Account;
}

export async function createParty(store: Store): Promise<Party> {
  const account = await store.createAccount(accountRow(), act());
  const user = await store.createUser(userRow(), act());
  await store.putMember(account.id, user.id, 'member', act());
  return { app: await createApp(store), user, account };
}

export async function consent(
  store: Store,
  party: Party,
  change: { scopes?: readonly string[]; exact?: boolean; now?: number } = {},
): Promise<Connection> {
  const { app, user, account } = party;
  const { scopes = ['read'], exact = false, now = NOW } = change;
  const ids = { newId: id(), provider: PROVIDER, appId: app.id, userId: user.id, accountId: account.id };
  const connection = await store.recordConsent({ ...ids, scopes, exact }, act(now));
  if ('refused' in connection) throw new Error(`consent refused: ${connection.refused}`);
  return connection;
}

export type ProposedFamily = Parameters<Store['redeemCode']>[0];

export function familyOf(
  connection: Connection,
  change: Partial<Family> & { codeIssuedAt?: number } = {},
): ProposedFamily {
  return {
    id: id(),
    provider: connection.provider,
    appId: connection.appId,
    scopes: connection.scopes,
    revision: connection.revision,
    secret: 'x'.repeat(43),
    keyId: 'k1',
    rotatedAt: NOW,
    tokenHash: null,
    createdAt: NOW,
    expiresAt: NOW + 1000_000,
    idleExpiresAt: NOW + 100_000,
    codeIssuedAt: NOW,
    ...change,
    connectionId: connection.id,
  };
}

export interface Connected extends Party {
  connection: Connection;
  family: Family;
}

/** A party with a consent and a family. */
export async function connect(store: Store, change: Partial<Family> = {}): Promise<Connected> {
  const party = await createParty(store);
  const connection = await consent(store, party);
  return { ...party, connection, family: await redeem(store, familyOf(connection, change)) };
}

export async function redeem(store: Store, proposed: ProposedFamily): Promise<Family> {
  const outcome = await store.redeemCode(proposed, act());
  if (outcome.outcome !== 'redeemed') throw new Error(`not redeemed: ${JSON.stringify(outcome)}`);
  return outcome.context.family;
}

export type Rotation = Parameters<Store['rotateFamily']>[0];

export function rotationOf(family: Family, change: Partial<Rotation> = {}): Rotation {
  return {
    id: family.id,
    appId: family.appId,
    generation: family.generation,
    keyId: 'k2',
    idleExpiresAt: NOW + 200_000,
    replayWindowSeconds: 60,
    ...change,
  };
}

export async function eventTypesSince(store: Store, after: number): Promise<string[]> {
  return (await store.listEvents({ after, limit: 1000 })).map(event => event.type);
}

/** How many of a list are equal to each value: `{ redeemed: 1, replayed: 999 }`. */
export function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

export function anomalyRow(change: Partial<Anomaly> = {}): Anomaly {
  return {
    id: id(),
    provider: `odd-${id()}`,
    rule: 'volume',
    subject: id(),
    day: 20_000,
    at: NOW,
    appId: null,
    connectionId: null,
    apiKeyId: null,
    seen: 100,
    normal: 10,
    unit: 'calls',
    what: null,
    response: 'notify',
    throttledUntil: null,
    status: 'open',
    closedAt: null,
    closedBy: null,
    note: null,
    ...change,
  };
}

export function endpointRow(appId: Id): WebhookEndpoint {
  return {
    id: id(),
    provider: PROVIDER,
    appId,
    url: 'https://app.example/',
    types: ['app.suspended'],
    status: 'on',
    secret: 'first',
    oldSecret: null,
    oldSecretUntil: null,
    createdAt: NOW,
    failingSince: null,
    leasedUntil: 0,
  };
}
