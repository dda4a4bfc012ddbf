/** What the staff decides about an app (R13, S-J15): each with a text its developer reads, each an event of its own. */
import { OAuthError } from '@valetkey/protocol';
import type { App, AppNote, AppStatus } from '../../store/rows.ts';
import type { Act } from '../../store/store.ts';
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

type NoteKind = Exclude<AppNote['kind'], 'submitted' | 'changed'>;

export async function tellDeveloper(core: Core, app: App, kind: NoteKind, by: Decision): Promise<void> {
  await core.store.addAppNote({
    id: newId(core.clock.nowMs()),
    appId: app.id,
    kind,
    actor: by.act.actor,
    author: by.name,
    byStaff: true,
    text: by.text,
    createdAt: by.act.now,
  });
}

/** @returns the one-time link to the credentials; null for an app without a secret, or one that has its secret already. */
export async function approveReviewed(
  core: Core,
  provider: Provider,
  app: App,
  by: Decision,
): Promise<string | null> {
  if (!APPROVABLE.includes(app.status)) throw cannotMove(app, APPROVABLE);
  // Only out of the state it was looked at in: what was changed meanwhile is in development again, and not approved unseen (S-J4).
  await move(core, app, 'approved', [app.status], by.act);
  await tellDeveloper(core, app, 'approved', by);
  const secrets = await core.store.listAppSecrets(app.id);
  return app.type === 'public' || secrets.some(({ revokedAt }) => revokedAt === null)
    ? null
    : await createCredentialLink(core, provider, app, by.act);
}

/** Back to its developer, who may hand it in again. */
export async function sendBack(
  core: Core,
  app: App,
  kind: 'changes_asked' | 'refused',
  by: Decision,
): Promise<void> {
  await move(core, app, 'draft', ['in_review'], by.act);
  await tellDeveloper(core, app, kind, by);
}

/** Nothing is deleted: connections and tokens are dead while it lasts. */
export async function suspendApp(core: Core, app: App, by: Decision): Promise<void> {
  await move(core, app, 'suspended', ['approved', 'draft', 'in_review'], by.act);
  await tellDeveloper(core, app, 'suspended', by);
}

/** It is again what it was: an app that nobody approved is not approved by being suspended. */
export async function resumeApp(core: Core, app: App, by: Decision): Promise<AppStatus> {
  const status = (await core.store.findAppControls(app.id)).suspendedFrom ?? 'approved';
  await move(core, app, status, ['suspended'], by.act);
  await tellDeveloper(core, app, 'resumed', by);
  return status;
}

/** @throws {OAuthError} invalid_request where it is something else by now. */
async function move(
  { store }: Core,
  app: App,
  to: AppStatus,
  from: readonly AppStatus[],
  act: Act,
): Promise<void> {
  if ((await store.moveApp(app.id, from, to, act)) !== null) return;
  throw cannotMove((await store.findApp(app.id)) ?? app, from);
}

function cannotMove({ status }: App, from: readonly AppStatus[]): OAuthError {
  return new OAuthError('invalid_request', `The app is ${status}; it must be ${from.join(' or ')}.`);
}
