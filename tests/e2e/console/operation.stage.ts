/** A provider in service for the tests of Operation: somebody of its staff, an app with a month of calls, and what was odd about them. */
import { createPerson } from '../../../packages/server/src/fixtures.ts';
import { newId } from '../../../packages/server/src/domain/ids.ts';
import type { UsageRow } from '../../../packages/server/src/store/rows.ts';
import { ADA, type World } from '../../world.ts';

export const STAFF = 'olga@example.com';
export const STAFF_CONFIG = { standard: { operators: [STAFF] }, copper: { operators: [STAFF] } };

const DAY = 86_400;

export interface Operated {
  connectionId: string;
}

/** A connection of Ada's with thirty calm days and a loud one. */
export async function operate(
  { core, provider, apps }: World,
  slug: 'standard' | 'copper',
): Promise<Operated> {
  await createPerson({ core, provider }, slug, { email: STAFF, name: 'Olga Operator', accounts: [] });
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
  return { connectionId: connection.id };
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
