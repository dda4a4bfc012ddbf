/** A browser: its signed-in session, and the binding cookie that ties an interaction to it (S-A29, S-L1-L3). */
import { cookieName, readCookie, type SetCookie } from '../http/cookies.ts';
import type { Session, User } from '../store/rows.ts';
import { nowSeconds } from './clock.ts';
import type { Core } from './core.ts';
import type { MailLocale } from './mail/texts.ts';
import type { Provider } from './providers.ts';
import { randomToken } from './secrets.ts';

const SESSION_SECONDS = 14 * 86_400;
const IDLE_SECONDS = 3 * 86_400;
const BROWSER_SECONDS = 400 * 86_400;
const TOUCH_EVERY_SECONDS = 300;

export interface Browser {
  /** Keyed hash of the binding cookie; null: none yet. */
  hash: string | null;
  /** The cookie's own value, for form tokens. */
  binding: string | null;
  session: Session | null;
  user: User | null;
}

export async function readBrowser(
  core: Core,
  provider: Provider,
  cookies: string | undefined,
): Promise<Browser> {
  const binding = readCookie(cookies, browserCookie(core, provider)) ?? null;
  const value = readCookie(cookies, sessionCookie(core, provider));
  const found = value === undefined ? null : await findLiveSession(core, provider, value);
  return {
    binding,
    hash: binding === null ? null : core.keys.pepper.hash('browser', provider.slug, binding),
    session: found?.session ?? null,
    user: found?.user ?? null,
  };
}

async function findLiveSession(
  core: Core,
  provider: Provider,
  value: string,
): Promise<{ session: Session; user: User } | null> {
  const now = nowSeconds(core.clock);
  const found = await core.store.findSession(core.keys.pepper.hash('session', value), now);
  if (!found || found.session.provider !== provider.slug || found.user.status !== 'active') return null;
  if (now - found.session.lastSeenAt > IDLE_SECONDS) return null;
  if (now - found.session.lastSeenAt > TOUCH_EVERY_SECONDS)
    await core.store.touchSession(found.session.idHash, now);
  return found;
}

/** A binding cookie for a browser that has none. */
export function bindBrowser(
  core: Core,
  provider: Provider,
): { binding: string; hash: string; cookie: SetCookie } {
  const binding = randomToken();
  return {
    binding,
    hash: core.keys.pepper.hash('browser', provider.slug, binding),
    cookie: cookie(core, browserCookie(core, provider), binding, BROWSER_SECONDS),
  };
}

/** A new session id at every sign-in; the one before is dead (S-L1). */
export async function startSession(
  core: Core,
  provider: Provider,
  user: User,
  replaces: Session | null,
  locale: MailLocale | null = null,
): Promise<SetCookie> {
  const now = nowSeconds(core.clock);
  const value = randomToken();
  await core.store.createSession(
    {
      idHash: core.keys.pepper.hash('session', value),
      provider: provider.slug,
      userId: user.id,
      createdAt: now,
      authenticatedAt: now,
      lastSeenAt: now,
      expiresAt: now + SESSION_SECONDS,
    },
    replaces?.idHash ?? null,
    { now, actor: `user:${user.id}` },
  );
  if (locale !== null) await core.store.noteLocale(user.id, locale);
  return cookie(core, sessionCookie(core, provider), value, SESSION_SECONDS);
}

export async function endSession(core: Core, provider: Provider, session: Session): Promise<SetCookie> {
  await core.store.endSession(session.idHash, {
    now: nowSeconds(core.clock),
    actor: `user:${session.userId}`,
  });
  return cookie(core, sessionCookie(core, provider), null, 0);
}

export function isHttps(core: Core): boolean {
  return core.config.publicUrl.startsWith('https:');
}

function sessionCookie(core: Core, provider: Provider): string {
  return cookieName(`valetkey-session-${provider.slug}`, isHttps(core));
}

function browserCookie(core: Core, provider: Provider): string {
  return cookieName(`valetkey-browser-${provider.slug}`, isHttps(core));
}

function cookie(core: Core, name: string, value: string | null, maxAgeSeconds: number): SetCookie {
  return { name, value, maxAgeSeconds, secure: isHttps(core) };
}
