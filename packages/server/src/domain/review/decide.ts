/** What the staff decides about an app (R13, S-J15): each with a text its developer reads, each an event of its own. */
import { OAuthError, say } from '@valetkey/protocol';
import type { App, AppNote, AppStatus } from '../../store/rows.ts';
import type { Act } from '../../store/store.ts';
import { addSecret } from '../apps.ts';
import type { Core } from '../core.ts';
import { newId } from '../ids.ts';
import type { Provider } from '../providers.ts';
import { createCredentialLink } from './credential-links.ts';

/** Who decides; `name` is what the developer reads. */
export interface Decision {
  act: Act;
  name: string;
  text: string;
}

const APPROVABLE: readonly AppStatus[] = ['in_review', 'draft'];
export const SUSPENDABLE: readonly AppStatus[] = ['approved', 'draft', 'in_review'];

type NoteKind = Exclude<AppNote['kind'], 'submitted' | 'changed'>;

export async function tellDeveloper(core: Core, app: App, by: Decision): Promise<void> {
  await core.store.addAppNote(noteOf(app.id, 'message', by));
}

export function noteOf(appId: string, kind: NoteKind, { act, name, text }: Decision): AppNote {
  return {
    id: newId(act.now * 1000),
    appId,
    kind,
    actor: act.actor,
    author: name,
    byStaff: true,
    text,
    createdAt: act.now,
  };
}

/** How its credentials reach an app's developer. */
export type HandOver = (app: App) => Promise<string>;

export const asSecret =
  (core: Core, { actor }: Act): HandOver =>
  async app =>
    (await addSecret(core, app.id, actor)).secret;

export const asLink =
  (core: Core, provider: Provider, act: Act): HandOver =>
  async app =>
    await createCredentialLink(core, provider, app, act);

/**
 * R13: the company says yes; only now is there a secret.
 * @returns what was handed over; null for an app without a secret, or one that has its secret already.
 */
export async function approveApp(
  core: Core,
  app: App,
  by: Decision,
  handOver: HandOver,
): Promise<{ app: App; credentials: string | null }> {
  if (!APPROVABLE.includes(app.status)) throw cannotMove(app, APPROVABLE);
  // Only out of the state it was looked at in: what was changed meanwhile is in development again, and not approved unseen (S-J4).
  const approved = await move(core, app, 'approved', [app.status], noteOf(app.id, 'approved', by), by.act);
  const secrets = await core.store.listAppSecrets(app.id);
  const needsNone = app.type === 'public' || secrets.some(({ revokedAt }) => revokedAt === null);
  return { app: approved, credentials: needsNone ? null : await handOver(approved) };
}

/** Back to its developer, who may hand it in again. */
export async function sendBack(
  core: Core,
  app: App,
  kind: 'changes_asked' | 'refused',
  by: Decision,
): Promise<void> {
  await move(core, app, 'draft', ['in_review'], noteOf(app.id, kind, by), by.act);
}

/** Nothing is deleted: connections and tokens are dead while it lasts. */
export async function suspendApp(core: Core, app: App, by: Decision): Promise<void> {
  await move(
    core,
    app,
    'suspended',
    ['approved', 'draft', 'in_review'],
    noteOf(app.id, 'suspended', by),
    by.act,
  );
}

/** It is again what it was: an app that nobody approved is not approved by being suspended. */
export async function resumeApp(core: Core, app: App, by: Decision): Promise<AppStatus> {
  const status = (await core.store.findAppControls(app.id)).suspendedFrom ?? 'approved';
  await move(core, app, status, ['suspended'], noteOf(app.id, 'resumed', by), by.act);
  return status;
}

/** @throws {OAuthError} invalid_request where it is something else by now. */
async function move(
  { store }: Core,
  app: App,
  to: AppStatus,
  from: readonly AppStatus[],
  note: AppNote,
  act: Act,
): Promise<App> {
  const moved = await store.moveApp(app.id, from, to, act, note);
  if (moved !== null) return moved;
  throw cannotMove((await store.findApp(app.id)) ?? app, from);
}

function cannotMove({ status }: App, from: readonly AppStatus[]): OAuthError {
  return new OAuthError('invalid_request', say('app_cannot_move', { status, allowed: from.join(' or ') }));
}
