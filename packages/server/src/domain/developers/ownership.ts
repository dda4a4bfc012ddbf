/** Whose an app is in the portal, and what each of its people may do with it. */
import type { App, AppRole, Id, User } from '../../store/rows.ts';
import { nowSeconds } from '../clock.ts';
import type { Core } from '../core.ts';
import type { Provider } from '../providers.ts';

/** Who only tries an app sees nothing of it in the portal. */
export type PortalRole = Exclude<AppRole, 'tester'>;

export interface OwnApp {
  app: App;
  role: PortalRole;
}

export async function findOwnApp(
  core: Core,
  provider: Provider,
  user: User,
  appId: Id,
): Promise<OwnApp | null> {
  const app = await core.store.findApp(appId);
  if (app === null || app.provider !== provider.slug) return null;
  if (app.ownerEmail === user.email) await claimApps(core, provider, user);
  const role = await core.store.findAppRole(appId, user.id);
  return role === null || role === 'tester' ? null : { app, role };
}

export async function listOwnApps(
  core: Core,
  provider: Provider,
  user: User,
  page: { after?: Id; limit: number },
): Promise<{ items: OwnApp[]; next: Id | null }> {
  await claimApps(core, provider, user);
  const found = await core.store.listAppsOf({ ...page, userId: user.id, limit: page.limit + 1 });
  const items = found.slice(0, page.limit) as OwnApp[];
  return { items, next: found.length > items.length ? items.at(-1)!.app.id : null };
}

/**
 * Apps that the company's staff registered for an address belong to the person who signs in with it: the address of a user is the
 * provider's own word (its directory, or its login). Once and for all: who gets the address later gets no app with it.
 */
async function claimApps(core: Core, provider: Provider, { id, email }: User): Promise<void> {
  if (!(await core.store.hasClaimableApps(provider.slug, email))) return;
  const act = { now: nowSeconds(core.clock), actor: `user:${id}` };
  await core.store.claimApps({ provider: provider.slug, email, userId: id }, act);
}

/** Who may connect an app that is in development: whoever works on it or tries it. */
export async function isOfItsPeople(core: Core, provider: Provider, app: App, user: User): Promise<boolean> {
  if ((await core.store.findAppRole(app.id, user.id)) !== null) return true;
  return (await findOwnApp(core, provider, user, app.id)) !== null;
}
