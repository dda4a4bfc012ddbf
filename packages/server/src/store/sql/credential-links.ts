/** One-time links that hand an app's credentials over: only the hash of each is kept. An app has one that can be opened. */
import type { CredentialLink, Id } from '../rows.ts';
import type { Act } from '../store.ts';
import { execute, query, queryOne, type Verb } from '../verb.ts';
import { credentialLinks } from './tables.ts';

const SELECT = `SELECT ${credentialLinks.columns('l')} FROM credential_links l`;

export function* createCredentialLink(link: Omit<CredentialLink, 'openedAt' | 'openedBy'>): Verb<void> {
  yield* execute('DELETE FROM credential_links WHERE app_id = $1 AND opened_at IS NULL', [link.appId]);
  yield* execute(credentialLinks.insert, credentialLinks.values({ ...link, openedAt: null, openedBy: null }));
}

export function* findCredentialLink(hash: string): Verb<CredentialLink | null> {
  const row = yield* queryOne(`${SELECT} WHERE l.hash = $1`, [hash]);
  return row && credentialLinks.read(row);
}

/** Newest first. */
export function* listCredentialLinks(appId: Id): Verb<CredentialLink[]> {
  const rows = yield* query(`${SELECT} WHERE l.app_id = $1 ORDER BY l.created_at DESC LIMIT 10`, [appId]);
  return rows.map(row => credentialLinks.read(row)!);
}

/** True for exactly one caller. */
export function* consumeCredentialLink(hash: string, act: Act): Verb<boolean> {
  const sql = `UPDATE credential_links SET opened_at = $2, opened_by = $3
    WHERE hash = $1 AND opened_at IS NULL AND expires_at > $2`;
  return (yield* execute(sql, [hash, act.now, act.actor])) === 1;
}
