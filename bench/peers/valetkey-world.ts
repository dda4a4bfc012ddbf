/** People, apps, connections and tokens in a database of Valetkey, made by its own verbs before the server starts. */
import { join } from 'node:path';
import { checkConfig } from '../../packages/server/src/config.ts';
import type { ValetkeyConfig } from '../../packages/server/src/config-types.ts';
import { bindBrowser, startSession } from '../../packages/server/src/domain/browsers.ts';
import { nowSeconds, systemClock } from '../../packages/server/src/domain/clock.ts';
import { openCore, type Core } from '../../packages/server/src/domain/core.ts';
import { newId } from '../../packages/server/src/domain/ids.ts';
import { MasterKey } from '../../packages/server/src/domain/master-key.ts';
import { registerApp, type RegisteredApp } from '../../packages/server/src/domain/registration.ts';
import { randomToken } from '../../packages/server/src/domain/secrets.ts';
import { issueAccessToken, refreshTokenOf } from '../../packages/server/src/domain/tokens.ts';
import { openPostgresStore } from '../../packages/server/src/store/postgres.ts';
import type { Connection, Family, User } from '../../packages/server/src/store/rows.ts';
import { openSqliteStore } from '../../packages/server/src/store/sqlite.ts';
import type { Act } from '../../packages/server/src/store/store.ts';

export const MASTER_KEY = '07'.repeat(32);
export const SLUG = 'crm';
export const SCOPE = 'people:read';
export const REDIRECT_URI = 'https://app.example/callback';
export const GUARD_SECRET = 'guard-secret-0123456789-0123456789-abcd';

/** As an operator writes it: https in front, a guard, the log at its default. */
export const CONFIG: ValetkeyConfig = {
  publicUrl: 'https://auth.example',
  listen: { host: '127.0.0.1', port: 0 },
  providers: [
    {
      slug: SLUG,
      name: 'CRM',
      profile: 'standard',
      scopes: {
        [SCOPE]: { title: { en: 'Read your people', nl: 'Je personen lezen' }, access: 'read' },
        'people:write': { title: { en: 'Change your people', nl: 'Je personen wijzigen' }, access: 'change' },
      },
      defaultScopes: [SCOPE],
      guardSecrets: [GUARD_SECRET],
    },
  ],
};

export interface Person {
  user: User;
  accountId: string;
}

/** The database of a directory, or of a PostgreSQL. */
export async function openWorld(directory: string, databaseUrl?: string): Promise<Core> {
  const silent = (): void => {};
  return await openCore({
    config: checkConfig(CONFIG),
    store: databaseUrl
      ? await openPostgresStore({ url: databaseUrl })
      : await openSqliteStore({ path: join(directory, 'valetkey.db') }),
    master: new MasterKey(Buffer.from(MASTER_KEY, 'hex')),
    clock: systemClock,
    log: { info: silent, warn: silent, error: silent },
  });
}

export async function newApp(core: Core): Promise<RegisteredApp & { clientSecret: string }> {
  const registered = await registerApp(
    core,
    core.providers.get(SLUG)!,
    {
      name: 'Database Analyzer',
      description: 'analyze your database',
      publisher: 'Analytics Ltd',
      ownerEmail: 'dev@app.example',
      redirectUris: [REDIRECT_URI],
      scopes: [SCOPE],
      clientCredentials: true,
      verified: true,
    },
    'operator',
  );
  return { ...registered, clientSecret: registered.clientSecret! };
}

export async function newPerson(core: Core, name: string): Promise<Person> {
  const act = actOf(core, 'operator');
  const [userId, accountId] = [newId(core.clock.nowMs()), newId(core.clock.nowMs())];
  const common = { provider: SLUG, externalId: null, name, createdAt: act.now };
  const [user] = await Promise.all([
    core.store.createUser({ ...common, id: userId, email: `${name}@example.com`, passwordHash: null }, act),
    core.store.createAccount({ ...common, id: accountId, plan: null }, act),
    core.store.putMember(accountId, userId, 'member', act),
  ]);
  return { user, accountId };
}

export async function newConnection(
  core: Core,
  appId: string,
  { user, accountId }: Person,
): Promise<Connection> {
  const consent = {
    newId: newId(core.clock.nowMs()),
    provider: SLUG,
    appId,
    userId: user.id,
    accountId,
    scopes: [SCOPE],
    exact: false,
  };
  // Consent relied on must be younger than the app's last change.
  const act = { ...actOf(core, `user:${user.id}`), now: nowSeconds(core.clock) + 1 };
  const recorded = await core.store.recordConsent(consent, act);
  if ('refused' in recorded) throw new Error(recorded.refused);
  return recorded;
}

export async function newFamily(core: Core, connection: Connection): Promise<Family> {
  const act = actOf(core, `app:${connection.appId}`);
  const outcome = await core.store.redeemCode(
    {
      id: newId(core.clock.nowMs()),
      provider: SLUG,
      appId: connection.appId,
      connectionId: connection.id,
      codeIssuedAt: act.now,
      scopes: connection.scopes,
      revision: connection.revision,
      secret: randomToken(),
      keyId: core.keys.macKey.id,
      rotatedAt: act.now,
      tokenHash: null,
      createdAt: act.now,
      expiresAt: act.now + 30 * 86_400,
      idleExpiresAt: act.now + 10 * 86_400,
    },
    act,
  );
  if (outcome.outcome !== 'redeemed') throw new Error(outcome.outcome);
  return outcome.context.family;
}

export async function tokensOf(core: Core, family: Family): Promise<{ access: string; refresh: string }> {
  const { accessToken } = await issueAccessToken(core, core.providers.get(SLUG)!, family, {
    scopes: family.scopes,
    serial: family.generation,
    issuedAt: family.rotatedAt,
    key: core.keys.macKey,
    subject: family.appId,
  });
  return { access: accessToken, refresh: refreshTokenOf(core, family) };
}

/** The cookies of a browser in which this person is signed in. */
export async function signedIn(core: Core, { user }: Person): Promise<string> {
  const provider = core.providers.get(SLUG)!;
  const session = await startSession(core, provider, user, null);
  const browser = bindBrowser(core, provider).cookie;
  return `${session.name}=${session.value}; ${browser.name}=${browser.value}`;
}

function actOf(core: Core, actor: string): Act {
  return { now: nowSeconds(core.clock), actor };
}
