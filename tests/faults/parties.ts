/** Users and apps of a site, made before its server starts: the database is whole, and the same command opens it. */
import { join } from 'node:path';
import { systemClock } from '../../packages/server/src/domain/clock.ts';
import { openCore, type Core } from '../../packages/server/src/domain/core.ts';
import { MasterKey } from '../../packages/server/src/domain/master-key.ts';
import { checkConfig } from '../../packages/server/src/config.ts';
import { createApp, createPerson, type TestApp } from '../../packages/server/src/fixtures.ts';
import { openPostgresStore } from '../../packages/server/src/store/postgres.ts';
import { openSqliteStore } from '../../packages/server/src/store/sqlite.ts';
import { SLUG, siteConfig } from './site-config.ts';
import { MASTER_KEY, type Site } from './server-process.ts';

export interface Party extends TestApp {
  email: string;
  userId: string;
  accountId: string;
}

export async function openSiteCore({ data, databaseUrl }: Pick<Site, 'data' | 'databaseUrl'>): Promise<Core> {
  const silent = (): void => {};
  return await openCore({
    config: checkConfig(siteConfig()),
    store: databaseUrl
      ? await openPostgresStore({ url: databaseUrl })
      : await openSqliteStore({ path: join(data, 'valetkey.db') }),
    master: new MasterKey(Buffer.from(MASTER_KEY, 'hex')),
    clock: systemClock,
    log: { info: silent, warn: silent, error: silent },
  });
}

/** Each with an app and a user of its own: what one does says nothing about another. */
export async function createParties(site: Site, count: number, slug = SLUG): Promise<Party[]> {
  const core = await openSiteCore(site);
  const directory = { core, provider: (name: string) => core.providers.get(name)! };
  const parties: Party[] = [];
  for (let i = 0; i < count; i++) {
    const email = `user${i}@example.com`;
    const person = await createPerson(directory, slug, { email });
    const app = await createApp(directory, slug, { clientCredentials: true });
    parties.push({ ...app, email, userId: person.user.id, accountId: person.accounts[0]!.id });
  }
  await core.close();
  return parties;
}
