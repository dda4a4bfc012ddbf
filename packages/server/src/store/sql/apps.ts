/** Apps: registered OAuth clients, each with a family of its own for client credentials. */
import type { App, AppNote, AppStatus, AppWithoutLogo, EventType, Family, Id } from '../rows.ts';
import type { Act, AppFilter, Store } from '../store.ts';
import { execute, query, queryOne, type SqlValue, type Verb } from '../verb.ts';
import { checkRoomFor, insertAppMember } from './app-members.ts';
import { noteSuspension } from './app-controls.ts';
import { addAppNote } from './app-notes.ts';
import { appendEvent } from './events.ts';
import { containing } from './search.ts';
import { toColumnName, toSql } from './table.ts';
import { apps, appsWithoutLogo, families } from './tables.ts';

const APPS = `SELECT ${apps.columns('a')} FROM apps a`;
const OWN_FAMILY = `SELECT ${families.columns('f')} FROM families f WHERE f.app_id = $1 AND f.connection_id IS NULL`;
const JSON_COLUMNS: ReadonlySet<string> = new Set(['redirectUris', 'scopes', 'grants', 'scopeReasons']);
/** S-J4: what people were shown, or what decides where codes go. */
const VERIFIED_FIELDS = ['name', 'publisher', 'logo', 'redirectUris', 'scopes'] as const;

type AppChange = Parameters<Store['updateApp']>[1];

export function* createApp(
  app: Omit<App, 'epoch' | 'updatedAt'>,
  ownFamily: { id: Id; secret: string; keyId: string },
  act: Act,
  owner?: { userId: Id; limit: number },
): Verb<App> {
  const row: App = { ...app, epoch: 0, updatedAt: app.createdAt };
  if (owner) yield* checkRoomFor(owner);
  yield* execute(apps.insert, apps.values(row));
  if (owner)
    yield* insertAppMember({ appId: row.id, userId: owner.userId, role: 'owner', createdAt: act.now });
  yield* execute(families.insert, families.values(ownFamilyOf(row, ownFamily)));
  yield* appendEvent(
    { provider: row.provider, type: 'app.created', appId: row.id, detail: { name: row.name } },
    act,
  );
  return row;
}

function ownFamilyOf(app: App, { id, secret, keyId }: { id: Id; secret: string; keyId: string }): Family {
  return {
    id,
    provider: app.provider,
    appId: app.id,
    connectionId: null,
    scopes: app.scopes,
    revision: 0,
    secret,
    generation: 0,
    keyId,
    rotatedAt: app.createdAt,
    tokenHash: null,
    createdAt: app.createdAt,
    expiresAt: null,
    idleExpiresAt: null,
    revokedAt: null,
    revokeReason: null,
  };
}

export function* updateApp(id: Id, change: AppChange, act: Act): Verb<App | null> {
  const before = yield* findApp(id);
  if (before === null) return null;
  const after: App = { ...before, ...change, updatedAt: act.now };
  after.verified = verifiedAfter(before, after, act);
  const changed = (Object.keys(after) as (keyof App)[]).filter(
    property => property !== 'updatedAt' && !isSame(before[property], after[property]),
  );
  if (changed.length === 0) return before;
  for (const property of [...changed, 'updatedAt'] as const) yield* setColumn(id, property, after);
  if (changed.includes('scopes')) yield* extendOwnFamily(id, after.scopes);
  yield* appendEvent({ provider: before.provider, type: 'app.updated', appId: id, detail: { changed } }, act);
  return after;
}

function verifiedAfter(before: App, after: App, act: Act): boolean {
  if (act.actor === 'operator') return after.verified;
  // Only the operator verifies; anybody else can only lose it.
  return (
    before.verified && after.verified && VERIFIED_FIELDS.every(field => isSame(before[field], after[field]))
  );
}

function* setColumn(id: Id, property: keyof App, app: App): Verb<void> {
  const kind = JSON_COLUMNS.has(property) ? 'json' : property === 'verified' ? 'boolean' : 'plain';
  yield* execute(`UPDATE apps SET ${toColumnName(property)} = $2 WHERE id = $1`, [
    id,
    toSql(kind, app[property]),
  ]);
}

/** Append-only: bit masks in tokens that live point into the list. */
function* extendOwnFamily(appId: Id, scopes: readonly string[]): Verb<void> {
  const own = yield* findOwnFamily(appId);
  const added = scopes.filter(scope => !own!.scopes.includes(scope));
  if (added.length === 0) return;
  yield* execute('UPDATE families SET scopes = $2 WHERE id = $1', [
    own!.id,
    JSON.stringify([...own!.scopes, ...added]),
  ]);
}

export function* setAppStatus(id: Id, status: AppStatus, act: Act): Verb<App | null> {
  const before = yield* findApp(id);
  if (before === null || before.status === status || before.status === 'deleted') return before;
  return yield* writeStatus(before, status, act);
}

/** @param note what its developer is told of it */
export function* moveApp(
  id: Id,
  from: readonly AppStatus[],
  to: AppStatus,
  act: Act,
  note?: AppNote,
): Verb<App | null> {
  const before = yield* findApp(id);
  if (before === null || !from.includes(before.status)) return null;
  if (note !== undefined) yield* addAppNote(note);
  return yield* writeStatus(before, to, act, note);
}

function* writeStatus(before: App, status: AppStatus, act: Act, note?: AppNote): Verb<App> {
  const { id } = before;
  yield* execute('UPDATE apps SET status = $2, updated_at = $3 WHERE id = $1', [id, status, act.now]);
  if (status === 'suspended') yield* noteSuspension(id, before.status, act);
  const isSentBack = note?.kind === 'changes_asked' || note?.kind === 'refused';
  const type = isSentBack ? 'app.sent_back' : statusEvent(before.status, status);
  const said = note === undefined ? {} : { note: note.id, kind: note.kind };
  const detail = { from: before.status, to: status, ...said };
  yield* appendEvent({ provider: before.provider, type, appId: id, detail }, act);
  return { ...before, status, updatedAt: act.now };
}

function statusEvent(before: AppStatus, after: AppStatus): EventType {
  if (after === 'suspended') return 'app.suspended';
  if (before === 'suspended') return 'app.resumed';
  return after === 'approved' ? 'app.approved' : 'app.updated';
}

export function* findApp(id: Id): Verb<App | null> {
  const row = yield* queryOne(`${APPS} WHERE a.id = $1`, [id]);
  return row && apps.read(row);
}

export function* listApps(provider: string): Verb<App[]> {
  const rows = yield* query(`${APPS} WHERE a.provider = $1 ORDER BY a.id DESC`, [provider]);
  return rows.map(row => apps.read(row)!);
}

export function* listApprovedApps(provider: string): Verb<AppWithoutLogo[]> {
  const sql = `SELECT ${appsWithoutLogo.columns('a')} FROM apps a WHERE a.provider = $1 AND a.status = 'approved'`;
  return (yield* query(sql, [provider])).map(row => appsWithoutLogo.read(row)!);
}

/** Newest first; without those that were deleted. */
export function* searchApps(filter: AppFilter): Verb<App[]> {
  const params: SqlValue[] = [filter.limit];
  const conditions = ["a.status <> 'deleted'"];
  if (filter.provider !== undefined) conditions.push(`a.provider = $${params.push(filter.provider)}`);
  if (filter.status !== undefined) conditions.push(`a.status = $${params.push(filter.status)}`);
  if (filter.verified !== undefined) conditions.push(`a.verified = $${params.push(filter.verified ? 1 : 0)}`);
  if (filter.after !== undefined) conditions.push(`a.id < $${params.push(filter.after)}`);
  if (filter.search !== undefined) {
    const part = `LIKE $${params.push(containing(filter.search))} ESCAPE '!'`;
    conditions.push(
      `(LOWER(a.name) ${part} OR LOWER(a.publisher) ${part} OR a.owner_email ${part} OR a.id ${part})`,
    );
  }
  const rows = yield* query(`${APPS} WHERE ${conditions.join(' AND ')} ORDER BY a.id DESC LIMIT $1`, params);
  return rows.map(row => apps.read(row)!);
}

export function* listAppNames(provider: string): Verb<Pick<App, 'id' | 'name'>[]> {
  const rows = yield* query("SELECT id, name FROM apps WHERE provider = $1 AND status <> 'deleted'", [
    provider,
  ]);
  return rows.map(([id, name]) => ({ id: id as Id, name: name as string }));
}

/** Only the staff can: whoever else changes an app can only lose the badge. */
export function* setAppVerified(id: Id, verified: boolean, reason: string, act: Act): Verb<boolean> {
  const sql =
    'UPDATE apps SET verified = $2, updated_at = $3 WHERE id = $1 AND verified <> $2 RETURNING provider';
  const row = yield* queryOne(sql, [id, verified ? 1 : 0, act.now]);
  if (row === null) return false;
  const type = verified ? 'app.verified' : 'app.unverified';
  yield* appendEvent({ provider: row[0] as string, type, appId: id, detail: { reason } }, act);
  return true;
}

export function* findOwnFamily(appId: Id): Verb<Family | null> {
  const row = yield* queryOne(OWN_FAMILY, [appId]);
  return row && families.read(row);
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
