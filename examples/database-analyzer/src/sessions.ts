/**
 * Who a browser is: one HttpOnly cookie, kept beside the vault so that a restart loses nobody. This app has no accounts;
 * the visitor of a session is the owner of its connections.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import type { Response } from 'express';

const COOKIE = 'analyzer_session';
const LIFETIME_MS = 30 * 86_400_000;

export interface Session {
  visitor: string;
  /** Stands in every form: the cookie alone does not prove that our own page sent it. */
  formToken: string;
}

export interface Sessions {
  find(request: IncomingMessage): Session | null;
  findOrCreate(request: IncomingMessage, response: Response): Session;
  /** A new cookie once there is something to protect: one planted in this browser beforehand is worth nothing then. */
  renew(visitor: string, response: Response): void;
  /** Visitors whose time is over; they are forgotten with this answer. */
  takeEnded(): string[];
  close(): void;
}

/** @param https Whether the cookie is `Secure`. */
export function openSessions(file: string, https: boolean, now: () => number = Date.now): Sessions {
  const database = new DatabaseSync(file, { timeout: 5000 });
  database.exec(`CREATE TABLE IF NOT EXISTS analyzer_sessions
    (hash TEXT PRIMARY KEY, visitor TEXT NOT NULL, form_token TEXT NOT NULL, ends_ms INTEGER NOT NULL) STRICT`);
  const select = database.prepare(
    'SELECT visitor, form_token AS formToken FROM analyzer_sessions WHERE hash = ? AND ends_ms > ?',
  );
  const insert = database.prepare('INSERT INTO analyzer_sessions VALUES (?, ?, ?, ?)');
  const removeVisitor = database.prepare('DELETE FROM analyzer_sessions WHERE visitor = ?');
  const removeEnded = database.prepare('DELETE FROM analyzer_sessions WHERE ends_ms <= ? RETURNING visitor');

  function start(visitor: string, response: Response): Session {
    const [id, formToken] = [randomText(), randomText()];
    insert.run(hash(id), visitor, formToken, now() + LIFETIME_MS);
    response.cookie(COOKIE, id, {
      httpOnly: true,
      path: '/',
      sameSite: 'lax',
      secure: https,
      maxAge: LIFETIME_MS,
    });
    return { visitor, formToken };
  }

  const find = (request: IncomingMessage): Session | null =>
    (select.get(hash(readCookie(request)), now()) as Session | undefined) ?? null;
  return {
    find,
    findOrCreate: (request, response) => find(request) ?? start(randomText(), response),
    renew(visitor, response) {
      removeVisitor.run(visitor);
      start(visitor, response);
    },
    takeEnded: () => removeEnded.all(now()).map(row => String(row['visitor'])),
    close: () => database.close(),
  };
}

function readCookie(request: IncomingMessage): string {
  const pairs = (request.headers.cookie ?? '').split(';').map(pair => pair.trim());
  return pairs.find(pair => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? '';
}

function randomText(): string {
  return randomBytes(32).toString('base64url');
}

/** Who reads the database cannot be anybody. */
function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
