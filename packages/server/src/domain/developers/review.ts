/** How an app becomes open to everybody: its developer opens it, or hands it in where the provider approves (R12, R13). */
import { OAuthError, say } from '@valetkey/protocol';
import type { App, AppNote } from '../../store/rows.ts';
import { nowSeconds } from '../clock.ts';
import type { Core } from '../core.ts';
import { newId } from '../ids.ts';
import type { Provider } from '../providers.ts';

export interface ReviewPoint {
  name: 'redirect_uri' | 'scope_reasons' | 'homepage' | 'privacy' | 'logo' | 'tried';
  done: boolean;
  /** Without it the app is not handed in. */
  needed: boolean;
}

/** Who writes a note, and as whom it is shown. */
export interface NoteAuthor {
  /** As in an event. */
  actor: string;
  name: string;
  byStaff: boolean;
}

export async function listReviewPoints(core: Core, provider: Provider, app: App): Promise<ReviewPoint[]> {
  const approves = provider.profile.registration === 'approval';
  const { connected } = await core.store.findAppProgress(app.id);
  const reasoned = app.scopes.every(scope => app.scopeReasons[scope] !== undefined);
  const actsForItself = app.grants.includes('client_credentials');
  const points: readonly (readonly [ReviewPoint['name'], boolean, boolean])[] = [
    ['redirect_uri', app.redirectUris.length > 0 || actsForItself, true],
    ['scope_reasons', reasoned, approves],
    ['homepage', app.homepageUrl !== null, false],
    ['privacy', app.privacyUrl !== null, false],
    ['logo', app.logo !== null, false],
    // Where the credentials come with the approval, nothing can be tried before.
    ...(approves ? [] : ([['tried', connected, false]] as const)),
  ];
  return points.map(([name, done, needed]) => ({ name, done, needed }));
}

/** @throws {OAuthError} invalid_request: what is missing, or that it is not in development. */
export async function submitApp(
  core: Core,
  provider: Provider,
  app: App,
  message: string,
  author: NoteAuthor,
): Promise<App> {
  const missing = (await listReviewPoints(core, provider, app)).filter(({ done, needed }) => needed && !done);
  if (missing.length > 0)
    throw new OAuthError(
      'invalid_request',
      say('app_incomplete', { names: missing.map(({ name }) => name).join(', ') }),
    );
  const wanted = provider.profile.registration === 'approval' ? 'in_review' : 'approved';
  const moved = await moveApp(core, app, wanted, ['draft'], author.actor);
  await addNote(core, app, { kind: 'submitted', text: message.trim() }, author);
  return moved;
}

/** Out of the review; or, where developers open their apps themselves, closed to everybody who is new. */
export async function takeAppBack(core: Core, provider: Provider, app: App, actor: string): Promise<App> {
  const opens = provider.profile.registration === 'self-service';
  return await moveApp(core, app, 'draft', opens ? ['approved', 'in_review'] : ['in_review'], actor);
}

export async function addNote(
  core: Core,
  app: App,
  { kind, text }: Pick<AppNote, 'kind' | 'text'>,
  author: NoteAuthor,
): Promise<AppNote> {
  const note: AppNote = {
    id: newId(core.clock.nowMs()),
    appId: app.id,
    kind,
    actor: author.actor,
    author: author.name,
    byStaff: author.byStaff,
    text,
    createdAt: nowSeconds(core.clock),
  };
  await core.store.addAppNote(note);
  return note;
}

/** The state is looked at again in the transaction: what the staff suspended meanwhile stays suspended (S-J15). */
async function moveApp(
  core: Core,
  app: App,
  to: App['status'],
  from: readonly App['status'][],
  actor: string,
): Promise<App> {
  const moved = await core.store.moveApp(app.id, from, to, { now: nowSeconds(core.clock), actor });
  if (moved !== null) return moved;
  const { status } = (await core.store.findApp(app.id)) ?? { status: 'gone' };
  throw new OAuthError('invalid_request', say('app_not_now', { status }));
}
