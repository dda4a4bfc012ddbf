/**
 * What the demo's screens show when they are opened for the first time: other people, other apps, a month of traffic, and a few things
 * that are odd, which the rules themselves find. The same at each start, except that it ends now.
 */
import { createApiKey } from '../../../domain/api-keys.ts';
import { nowSeconds } from '../../../domain/clock.ts';
import type { Core } from '../../../domain/core.ts';
import type { Provider } from '../../../domain/providers.ts';
import type { App } from '../../../store/rows.ts';
import type { DemoSlug } from '../state.ts';
import { ADA } from '../people.ts';
import { seedCastApp } from './apps.ts';
import { callerOf, seedCalls, seedOddCalls, type Caller } from './calls.ts';
import { ANALYZER_APP, CAST_APPS, PHISHING_APP, SUSPENDED_DAYS, type CastApp } from './cast.ts';
import { connect, seedConnections, type CastConnection } from './connections.ts';
import { coreAt, momentAt } from './moment.ts';
import { seedCast, type Member } from './people.ts';
import { oldRequests } from './requests.ts';
import { seededRandom, type Random } from './random.ts';

const DAY = 86_400;
const YEAR = 365 * DAY;
/** Of these, a rule says that they are odd (domain/anomalies/watch.ts). */
const ENDED_TOKEN_CALLS = 30;

/** @param analyzer the app that the demo runs: Ada and Ben have not connected it yet */
export async function seedHistory(core: Core, slug: DemoSlug, analyzer: App): Promise<void> {
  const provider = core.providers.get(slug)!;
  const random = seededRandom([...slug].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7));
  const now = nowSeconds(core.clock);
  const ada = await findAda(core, slug);
  const cast = await seedCast(core, provider, momentAt(now - YEAR));
  const members = [...ada, ...cast];
  const apps: { cast: CastApp; app: App }[] = [];
  for (const [i, cast] of CAST_APPS.entries()) {
    // Who waits for an answer came lately; the others have been here for months.
    const age = cast.standing === 'in_review' ? DAY + i * 3600 : 200 * DAY - i * DAY;
    apps.push({ cast, app: await seedCastApp(core, provider, cast, momentAt(now - age)) });
  }
  const theirs = await seedConnections(core, provider, {
    apps: [{ cast: ANALYZER_APP, app: analyzer }],
    members: cast,
    now,
    random,
  });
  const connections = [...(await seedConnections(core, provider, { apps, members, now, random })), ...theirs];
  const callers = connections.map(connection => callerOf(connection, now));
  const keys = await seedKeys(core, provider, cast.slice(0, 5), now, random);
  await Promise.all([...callers, ...keys].map(async caller => seedCalls(core, caller, now, random)));
  for (const { app, cast } of apps)
    if (cast.standing === 'suspended')
      await core.store.setAppStatus(app.id, 'suspended', momentAt(now - SUSPENDED_DAYS * DAY).act);
  const adaId = ada[0]!.user.id;
  const others = connections.filter(({ connection }) => connection.userId !== adaId);
  await plantOddThings(core, provider, others, now);
  await plantPhishing(core, provider, cast, now);
  await core.store.appendRequestLog(oldRequests(analyzer, now));
}

/** So that her own list is not empty. */
async function findAda(core: Core, slug: DemoSlug): Promise<Member[]> {
  const user = (await core.store.findUserByEmail(slug, ADA))!;
  return (await core.store.listMemberships(user.id)).map(({ account }) => ({ user, account }));
}

/** R4: some still call with a key; one of them not for long. */
async function seedKeys(
  core: Core,
  provider: Provider,
  members: readonly Member[],
  now: number,
  random: Random,
): Promise<Caller[]> {
  if (provider.profile.api.keys === 'none') return [];
  const callers: Caller[] = [];
  for (const [i, member] of members.entries()) {
    const made = momentAt(now - (120 + 40 * i) * DAY, `user:${member.user.id}`);
    const { id } = await createApiKey(
      coreAt(core, made),
      provider,
      { ...member, label: ['Spreadsheet', 'Nightly job', 'Website form', 'Old script'][i % 4]! },
      made.act.actor,
    );
    callers.push({
      provider: provider.slug,
      appId: null,
      connectionId: null,
      apiKeyId: id,
      callsADay: 15 + random.below(60),
      network: `203.0.${113 + i}.0/24`,
      agent: 'python-requests',
      scopes: provider.scopeNames.slice(0, 1),
      from: made.seconds,
      to: i === 0 ? now - 12 * DAY : now,
    });
  }
  return callers;
}

/** Far more calls than ever, refusals at something that is not allowed, a new place, and a token that ended and is still in use. */
async function plantOddThings(
  core: Core,
  { slug }: Provider,
  connections: readonly CastConnection[],
  now: number,
): Promise<void> {
  const lively = connections.filter(
    ({ endedAt, cast, connection }) =>
      endedAt === null &&
      cast.standing !== 'suspended' &&
      cast.callsADay >= 40 &&
      connection.createdAt < now - 40 * DAY,
  );
  const [loud, refused, moved] = lively.map(one => callerOf(one, now));
  if (loud) await seedOddCalls(core, loud, now, { calls: 4200 });
  if (refused)
    await seedOddCalls(core, refused, now, { calls: 90, denied: 80, errors: 80, route: 'POST /people' });
  if (moved)
    await seedOddCalls(core, moved, now, { calls: 900, networks: ['192.0.2.0/24'], agents: ['curl'] });
  await core.watch.look();
  const ended = connections.find(({ endedAt }) => endedAt !== null);
  if (!ended) return;
  const of = { provider: slug, appId: ended.app.id, connectionId: ended.connection.id };
  for (let calls = 0; calls < ENDED_TOKEN_CALLS; calls++) await core.watch.endedTokenUsed(of);
}

async function plantPhishing(
  core: Core,
  provider: Provider,
  members: readonly Member[],
  now: number,
): Promise<void> {
  const app = await seedCastApp(core, provider, PHISHING_APP, momentAt(now - 2 * DAY));
  await Promise.all(members.map(async (member, i) => connect(core, provider, app, member, now - 10 * i)));
}
