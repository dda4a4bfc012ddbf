/** A provider in service for the tests of Operation: somebody of its staff, an app with a month of calls, and what was odd about them. */
import { createPerson } from '../../../packages/server/src/fixtures.ts';
import { registerApp } from '../../../packages/server/src/domain/registration.ts';
import { newId } from '../../../packages/server/src/domain/ids.ts';
import type { UsageRow } from '../../../packages/server/src/store/rows.ts';
import { ADA, type World } from '../../world.ts';

export const STAFF = 'olga@example.com';
export const STAFF_CONFIG = { standard: { operators: [STAFF] }, copper: { operators: [STAFF] } };

const DAY = 86_400;

export interface Operated {
  connectionId: string;
  /** An app in review. */
  waitingId: string;
}

/** A connection of Ada's with thirty calm days and a loud one. */
export async function operate(world: World, slug: 'standard' | 'copper'): Promise<Operated> {
  const { core, apps } = world;
  const waitingId = await handIn(world, slug);
  const { app } = apps[slug];
  const user = (await core.store.findUserByEmail(slug, ADA))!;
  const [membership] = await core.store.listMemberships(user.id);
  const now = Math.floor(Date.now() / 1000);
  const connection = await core.store.recordConsent(
    {
      newId: newId(Date.now()),
      provider: slug,
      appId: app.id,
      userId: user.id,
      accountId: membership!.account.id,
      scopes: app.scopes,
      exact: false,
    },
    { now: now - 31 * DAY, actor: `user:${user.id}` },
  );
  if ('refused' in connection) throw new Error(connection.refused);
  const rows = Array.from({ length: 31 }, (_, ago) =>
    usage(slug, app.id, connection.id, now - (30 - ago) * DAY, ago === 30 ? 4800 : 40 + ((ago * 7) % 30)),
  );
  await core.store.addUsage(newId(Date.now()), rows, now);
  core.watch.reported(rows);
  await core.watch.look();
  return { connectionId: connection.id, waitingId };
}

/** Somebody of the staff, and Ada's own app, whose name speaks for a company everybody knows. */
export async function handIn({ core, provider }: World, slug: 'standard' | 'copper'): Promise<string> {
  await createPerson({ core, provider }, slug, { email: STAFF, name: 'Olga Operator', accounts: [] });
  const { id: ownerId } = (await core.store.findUserByEmail(slug, ADA))!;
  const act = { now: Math.floor(Date.now() / 1000), actor: `user:${ownerId}` };
  const scope = provider(slug).scopeNames[0]!;
  const registration = {
    name: 'Google Sheet Sync',
    description: 'keep a sheet of your people',
    publisher: 'Sheets & Co',
    ownerEmail: ADA,
    ownerId,
    redirectUris: ['https://sheets.example/callback'],
    scopes: [scope],
    scopeReasons: { [scope]: 'The sheet has a row for each person.' },
    homepageUrl: 'https://sheets.example/',
    privacyUrl: 'https://sheets.example/privacy',
    draft: true,
  };
  const { app } = await registerApp(core, provider(slug), registration, act.actor);
  await core.store.setAppStatus(app.id, 'in_review', act);
  const note = { id: newId(Date.now()), appId: app.id, kind: 'submitted' } as const;
  const text = 'We would like to be live before the fair.';
  await core.store.addAppNote({
    ...note,
    actor: 'system',
    author: 'Ada Lovelace',
    byStaff: false,
    text,
    createdAt: act.now,
  });
  return app.id;
}

function usage(provider: string, appId: string, connectionId: string, at: number, calls: number): UsageRow {
  return {
    provider,
    appId,
    connectionId,
    apiKeyId: null,
    route: 'GET /people',
    calls,
    bytes: calls * 900,
    hour: at - (at % 3600),
    errors: Math.floor(calls / 50),
    denied: Math.floor(calls / 80),
    limited: calls > 1000 ? 12 : 0,
    latency: [0, calls, 0, 0, 0, 0, 0, 0, 0, 0],
    networks: ['198.51.100.0/24', ...(calls > 1000 ? ['203.0.113.0/24'] : [])],
    agents: ['python-requests'],
    scopes: ['people:read'],
  };
}
