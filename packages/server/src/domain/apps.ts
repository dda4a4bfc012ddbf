/** Who an app is: authentication at the token, revocation and introspection endpoints (RFC 6749 §2.3). */
import { hash } from 'node:crypto';
import { AppCredentialsError, OAuthError, type AppCredentials, say, type Sentence } from '@valetkey/protocol';
import { isAppUsable } from '../store/liveness.ts';
import type { App, AppSecret, EpochSeconds, RequestLogEntry } from '../store/rows.ts';
import { networkOf } from './attempts.ts';
import { nowSeconds } from './clock.ts';
import type { Core } from './core.ts';
import { isId, newId } from './ids.ts';
import { keptAddress } from './kept-address.ts';
import type { Provider } from './providers.ts';
import { equalDigests, newAppSecret } from './secrets.ts';

/** Where an app says who it is: for the limits on guessing, and for its own request log. */
export interface AuthenticationPlace {
  endpoint: RequestLogEntry['endpoint'];
  address: string;
  requestId: string;
}

/** Longer than any secret of ours: hashed input stays bounded. */
const MAX_SECRET_LENGTH = 256;
const TOUCH_EVERY_SECONDS = 60;
const DAY = 86_400;
const DECOY_HASH = 'A'.repeat(43);
const NO_APP = '0'.repeat(26);
/** One sentence for every cause: unknown, disabled and wrong secret look alike (S-C9). */
const REFUSAL = say('app_refused');

/**
 * @throws {OAuthError} invalid_client (one text for all causes, the true one in `reason` and the app's request log),
 * too_many_requests after too many failures.
 */
export async function authenticateApp(
  core: Core,
  provider: Provider,
  credentials: AppCredentials,
  place: AuthenticationPlace,
): Promise<App> {
  const network = networkOf(place.address);
  const key = `${provider.slug} ${credentials.clientId.slice(0, 64)} ${network}`;
  checkAttempts(core, key, network);
  const app = isId(credentials.clientId) ? await core.store.findApp(credentials.clientId) : null;
  const secret = await findMatchingSecret(core, app, credentials.clientSecret);
  const problem = findProblem(provider, app, secret, credentials);
  // Of a thousand parallel guesses only the free ones are told what they were, right or wrong (S-E5); honest parallel requests count nothing.
  checkAttempts(core, key, network);
  if (problem !== null || app === null) {
    core.attempts.secret.failed(key, core.clock.nowMs());
    core.attempts.network.failed(network, core.clock.nowMs());
    const reason = problem ?? say('app_not_here');
    await core.evenReads.apps.make(app?.id ?? null);
    logRefusal(core, provider, app, place, reason);
    throw new AppCredentialsError('invalid_client', REFUSAL, credentials.basicTried, { reason });
  }
  core.attempts.secret.succeeded(key, core.clock.nowMs());
  if (secret) touch(core, secret, keptAddress(core, place.address));
  return app;
}

function checkAttempts(core: Core, key: string, network: string): void {
  const nowMs = core.clock.nowMs();
  const wait = Math.max(
    core.attempts.secret.waitOf(key, nowMs),
    core.attempts.network.waitOf(network, nowMs),
  );
  if (wait === 0) return;
  throw new OAuthError('too_many_requests', say('app_attempts'), { retryAfterSeconds: wait });
}

/** Its developer finds the true cause by the request id; limits keep strangers from filling this log. */
function logRefusal(
  core: Core,
  provider: Provider,
  app: App | null,
  place: AuthenticationPlace,
  reason: Sentence,
): void {
  const entry = {
    provider: provider.slug,
    appId: app?.id ?? NO_APP,
    requestId: place.requestId,
    at: core.clock.nowMs(),
    endpoint: place.endpoint,
    outcome: 'refused' as const,
    code: 'invalid_client',
    reason: say('with_reason', { what: REFUSAL, why: reason }),
  };
  core.requestLog.add(app?.provider === provider.slug ? entry : null);
}

/** Secrets that were right, by a hash of what was presented: as long as the store gives the same list, they still are. */
const proven = new WeakMap<readonly AppSecret[], Map<string, AppSecret>>();

async function findMatchingSecret(
  core: Core,
  app: App | null,
  presented: string | undefined,
): Promise<AppSecret | null> {
  if (presented === undefined || presented.length > MAX_SECRET_LENGTH) return null;
  const secrets = await core.store.listAppSecrets(app?.id ?? NO_APP);
  const shortHash = hash('sha256', presented, 'base64');
  const known = proven.get(secrets)?.get(shortHash);
  const secret = known ?? matchSecret(core, secrets, presented);
  if (secret === null || !isLiveSecret(secret, nowSeconds(core.clock))) return null;
  if (known === undefined) remember(secrets, shortHash, secret);
  return secret;
}

/** Hashes and compares even for an unknown app, so that both take as long (S-C9). */
function matchSecret(core: Core, secrets: readonly AppSecret[], presented: string): AppSecret | null {
  const peppered = core.keys.pepper.hash('app-secret', presented);
  if (secrets.length === 0) equalDigests(peppered, DECOY_HASH);
  return secrets.find(secret => equalDigests(secret.hash, peppered)) ?? null;
}

function isLiveSecret({ revokedAt, expiresAt }: AppSecret, now: EpochSeconds): boolean {
  return revokedAt === null && (expiresAt === null || expiresAt > now);
}

function remember(secrets: readonly AppSecret[], shortHash: string, secret: AppSecret): void {
  const known = proven.get(secrets);
  if (known) known.set(shortHash, secret);
  else proven.set(secrets, new Map([[shortHash, secret]]));
}

function findProblem(
  provider: Provider,
  app: App | null,
  secret: AppSecret | null,
  { method }: AppCredentials,
): Sentence | null {
  if (app === null || app.provider !== provider.slug) return say('app_not_here');
  if (!isAppUsable(app))
    return app.status === 'in_review' ? say('app_not_approved') : say('app_status', { status: app.status });
  if (app.authentication !== null && app.authentication !== method)
    return say('app_other_method', { registered: app.authentication, used: method });
  if (app.type === 'public') return method === 'none' ? null : say('app_needless_secret');
  if (method === 'none') return say('app_no_secret');
  return secret ? null : say('app_wrong_secret');
}

function touch(core: Core, secret: AppSecret, from: string | null): void {
  const now = nowSeconds(core.clock);
  if (secret.lastUsedAt !== null && now - secret.lastUsedAt < TOUCH_EVERY_SECONDS) return;
  noteUse(core, secret, now, from).catch((error: unknown) =>
    core.log.warn({ err: error }, 'last use of a secret was not recorded'),
  );
}

/** Its successor is in use for longer than an overlap takes, and this one still is, too (R52). */
async function noteUse(core: Core, secret: AppSecret, now: EpochSeconds, from: string | null): Promise<void> {
  await core.store.touchAppSecret(secret.appId, secret.id, now, from);
  const secrets = await core.store.listAppSecrets(secret.appId);
  const successor = secrets.find(
    other => other.createdAt > secret.createdAt && other.revokedAt === null && other.lastUsedAt !== null,
  );
  const days = successor === undefined ? 0 : Math.floor((now - successor.createdAt) / DAY);
  const app = days >= 1 ? await core.store.findApp(secret.appId) : null;
  if (app !== null) await core.watch.oldSecretUsed(app.provider, app.id, secret.id, days);
}

/** Makes a secret for an app; it is returned this once and stored as a hash (R21). @throws {StoreConflictError} when two live ones exist. */
export async function addSecret(
  core: Pick<Core, 'store' | 'keys' | 'clock'>,
  appId: string,
  actor: string,
  overlapSeconds?: number,
): Promise<{ id: string; secret: string }> {
  const now = nowSeconds(core.clock);
  const secret = newAppSecret();
  const id = newId(core.clock.nowMs());
  await core.store.addAppSecret(
    {
      id,
      appId,
      hash: core.keys.pepper.hash('app-secret', secret),
      lastFour: secret.slice(-4),
      createdAt: now,
      expiresAt: null,
    },
    { now, actor },
    overlapSeconds === undefined ? undefined : now + overlapSeconds,
  );
  return { id, secret };
}
