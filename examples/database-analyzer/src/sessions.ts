/** Visitors' sessions, in memory: what must never reach a browser (verifiers, tokens) stays here, behind one HttpOnly cookie. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';
import type { Attempt } from './attempts.ts';
import type { Connection } from './connections.ts';
import type { Notice } from './notices.ts';

const cookieName = 'analyzer_session';
const lifetimeMilliseconds = 8 * 3600 * 1000;
/** A bound, so that visitors who never come back cannot fill the memory. */
const maximum = 10_000;

export interface Session {
  id: string;
  /** Stands in every form: the cookie alone does not prove that our own page sent it. */
  formToken: string;
  expiresAt: number;
  attempts: Attempt[];
  /** By the provider's slug. */
  connections: Map<string, Connection>;
  notices: Map<string, Notice>;
}

const randomText = () => randomBytes(32).toString('base64url');

function readCookie(request: IncomingMessage): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map(pair => pair.trim());
  return pairs.find(pair => pair.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1);
}

/** Sessions of one running app. `https`: the cookie is Secure and also comes with another site's POST (form_post). */
export function createSessions(https: boolean, now: () => number) {
  const sessions = new Map<string, Session>();

  function keep(session: Session, response: Response): void {
    sessions.set(session.id, session);
    const [oldest] = sessions.keys();
    if (sessions.size > maximum && oldest !== undefined) sessions.delete(oldest);
    response.cookie(cookieName, session.id, {
      httpOnly: true,
      path: '/',
      // A provider that answers by form_post posts from its own site; a Lax cookie would stay behind.
      // Without https browsers refuse None, and while developing both are the site `localhost`.
      ...(https ? { sameSite: 'none', secure: true } : { sameSite: 'lax' }),
    });
  }

  function find(request: IncomingMessage): Session | null {
    const session = sessions.get(readCookie(request) ?? '');
    if (session === undefined) return null;
    if (session.expiresAt > now()) return session;
    sessions.delete(session.id);
    return null;
  }

  function findOrCreate(request: IncomingMessage, response: Response): Session {
    const found = find(request);
    if (found !== null) return found;
    const session: Session = {
      id: randomText(),
      formToken: randomText(),
      expiresAt: now() + lifetimeMilliseconds,
      attempts: [],
      connections: new Map(),
      notices: new Map(),
    };
    keep(session, response);
    return session;
  }

  /** A new id once there is something to protect: an id planted in this browser beforehand is worth nothing then. */
  function renew(session: Session, response: Response): void {
    sessions.delete(session.id);
    session.id = randomText();
    keep(session, response);
  }

  return { find, findOrCreate, renew };
}
