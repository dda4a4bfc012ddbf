/** A provider that is used: one account with thousands of members, fifty apps, a month of calls hour by hour, and what comes with them. */
import { newId } from '../../packages/server/src/domain/ids.ts';
import { seededRandom, type Random } from '../../packages/server/src/cli/demo/history/random.ts';
import { createApp, createPerson, type TestServer } from '../../packages/server/src/fixtures.ts';
import { anomalyRow, endpointRow } from '../../packages/server/src/store/conformance/fixtures.ts';
import type { Account, UsageRow, User } from '../../packages/server/src/store/rows.ts';

const SLUG = 'copper';
const OWNER = 'ada@example.com';
const APPS = 50;
const ROUTES = 10;
const KEYS = 500;
const ANOMALIES = 300;
const LOGGED = 500;
const HOURS_A_DAY = 8;
const DAY = 86_400;

export interface Wanted {
  connections: number;
  days: number;
  /** Of the connections: those that call in eight hours of every day. The others call on one day in six, or never. */
  busyShare: number;
  seed: number;
}

interface Credential {
  id: string;
  appId: string;
  network: string;
}

/** Ids for the paths of operations, by the name of the parameter. */
export async function seed(server: TestServer, wanted: Wanted): Promise<Readonly<Record<string, string>>> {
  const { core } = server;
  const random = seededRandom(wanted.seed);
  const { user, accounts } = await createPerson(server, SLUG, {
    email: OWNER,
    accounts: [{ name: 'Acme', role: 'administrator' }],
  });
  const account = accounts[0]!;
  const appIds = await createApps(server, user);
  const members = await createMembers(server, account, Math.ceil(wanted.connections / 5), user);
  const credentials = await connectAll(server, account, members, appIds, wanted.connections);
  await addUsage(server, credentials, wanted, random);
  await addKeys(server, account, members);
  const now = nowOf(server);
  const act = { now, actor: 'operator' };
  const anomalies = await addAnomalies(server, credentials, random);
  for (const { id } of credentials.slice(0, 200)) await core.store.revokeConnection(id, 'seeded', act);
  await addTraffic(server, appIds[0]!);
  const endpoint = endpointRow(appIds[0]!);
  await core.store.createWebhookEndpoint({ ...endpoint, provider: SLUG, createdAt: now }, act);
  for (let n = 0; n < 100; n++)
    await core.store.addWebhookDelivery({
      id: newId(core.clock.nowMs()),
      endpointId: endpoint.id,
      type: 't',
      body: '{}',
      createdAt: now,
    });
  return {
    accountId: account.id,
    appId: appIds[0]!,
    connectionId: credentials[0]!.id,
    anomalyId: anomalies[0]!,
    webhookId: endpoint.id,
  };
}

function nowOf({ core }: TestServer): number {
  return Math.floor(core.clock.nowMs() / 1000);
}

async function createApps(server: TestServer, owner: User): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < APPS; n++) {
    const { app } = await createApp(server, SLUG, { name: `App ${n}`, ownerEmail: owner.email });
    ids.push(app.id);
  }
  await server.core.store.claimApps(
    { provider: SLUG, email: owner.email, userId: owner.id },
    { now: nowOf(server), actor: 'system' },
  );
  return ids;
}

async function createMembers(
  { core }: TestServer,
  account: Account,
  count: number,
  first: User,
): Promise<User[]> {
  const act = { now: Math.floor(core.clock.nowMs() / 1000), actor: 'system' };
  return await inBatches(count, async n => {
    if (n === 0) return first;
    const id = newId(core.clock.nowMs());
    const name = `Member ${n}`;
    const person = { id, provider: SLUG, externalId: null, email: `m${n}@example.com`, name };
    const user = await core.store.createUser({ ...person, passwordHash: null, createdAt: act.now }, act);
    await core.store.putMember(account.id, id, 'member', act);
    return user;
  });
}

async function connectAll(
  { core }: TestServer,
  account: Account,
  members: readonly User[],
  appIds: readonly string[],
  count: number,
): Promise<Credential[]> {
  const now = Math.floor(core.clock.nowMs() / 1000);
  return await inBatches(count, async n => {
    const user = members[n % members.length]!;
    const appId = appIds[(Math.floor(n / members.length) + 5 * (n % 10)) % APPS]!;
    const id = newId(core.clock.nowMs());
    const consent = { newId: id, provider: SLUG, appId, userId: user.id, accountId: account.id };
    const at = { now: now - (n % 30) * DAY, actor: `user:${user.id}` };
    await core.store.recordConsent({ ...consent, scopes: ['developer/v1/all'], exact: false }, at);
    return { id, appId, network: `198.51.${n % 250}.0/24` };
  });
}

/** One report a day and app: as many statements as connections that called. */
async function addUsage(
  server: TestServer,
  credentials: readonly Credential[],
  { days, busyShare }: Wanted,
  random: Random,
): Promise<void> {
  const busy = new Set(credentials.filter(() => random.chance(busyShare)));
  const rare = new Set(credentials.filter(one => !busy.has(one) && random.chance(0.5)));
  const now = nowOf(server);
  const today = now - (now % DAY);
  for (let day = today - (days - 1) * DAY; day <= today; day += DAY) {
    const calling = credentials.filter(one => busy.has(one) || (rare.has(one) && random.chance(1 / 6)));
    for (const some of Map.groupBy(calling, ({ appId }) => appId).values()) {
      const rows = some.flatMap(one => rowsOf(one, day, random));
      await server.core.store.addUsage(newId(server.core.clock.nowMs()), rows, now + DAY);
    }
  }
}

function rowsOf({ id, appId, network }: Credential, day: number, random: Random): UsageRow[] {
  const first = random.below(24 - HOURS_A_DAY);
  return Array.from({ length: HOURS_A_DAY }, (_, n) => ({
    provider: SLUG,
    appId,
    connectionId: id,
    apiKeyId: null,
    route: `GET /people/${random.below(ROUTES)}`,
    hour: day + (first + n) * 3600,
    calls: 1 + random.below(40),
    errors: random.below(2),
    denied: 0,
    limited: 0,
    bytes: random.below(10_000),
    latency: Array.from({ length: 10 }, () => random.below(4)),
    networks: [network],
    agents: ['curl'],
    scopes: ['developer/v1/all'],
  }));
}

async function addKeys({ core }: TestServer, account: Account, members: readonly User[]): Promise<void> {
  const now = Math.floor(core.clock.nowMs() / 1000);
  await inBatches(KEYS, async n => {
    const owner = { provider: SLUG, userId: members[n % members.length]!.id, accountId: account.id };
    const key = { id: newId(core.clock.nowMs()), ...owner, label: `Key ${n}`, hash: 'h', lastFour: '0000' };
    await core.store.createApiKey(
      { ...key, scopes: ['developer/v1/all'], personal: false, createdAt: now, expiresAt: null },
      { now, actor: 'system' },
    );
  });
}

async function addAnomalies(
  { core }: TestServer,
  credentials: readonly Credential[],
  random: Random,
): Promise<string[]> {
  const now = Math.floor(core.clock.nowMs() / 1000);
  return await inBatches(Math.min(ANOMALIES, credentials.length), async n => {
    const { id: connectionId, appId } = credentials[n]!;
    const at = now - random.below(30) * DAY;
    const about = { provider: SLUG, appId, connectionId, subject: connectionId };
    const row = anomalyRow({
      ...about,
      id: newId(core.clock.nowMs()),
      day: Math.floor(at / DAY),
      at,
      seen: 900,
    });
    await core.store.recordAnomaly(row, { now: at, actor: 'system' });
    return row.id;
  });
}

async function addTraffic({ core }: TestServer, appId: string): Promise<void> {
  const entries = Array.from({ length: LOGGED }, (_, n) => ({
    id: newId(core.clock.nowMs()),
    provider: SLUG,
    appId,
    requestId: `req_${n}`,
    at: core.clock.nowMs(),
    endpoint: 'token' as const,
    outcome: 'refused' as const,
    code: 'invalid_grant',
    reason: 'seeded',
  }));
  await core.store.appendRequestLog(entries);
}

/** A hundred at a time share a commit. */
async function inBatches<T>(count: number, make: (n: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let from = 0; from < count; from += 100)
    made.push(
      ...(await Promise.all(Array.from({ length: Math.min(100, count - from) }, (_, n) => make(from + n)))),
    );
  return made;
}

export const SEEDED = { slug: SLUG, email: OWNER };
