/** Which apps an account lets in, with their names. */
import { OAuthError, say } from '@valetkey/protocol';
import type { Account, App, AppPolicy, AppWithoutLogo } from '../../store/rows.ts';
import { StoreConflictError, type AppDecision } from '../../store/store.ts';
import { nowSeconds } from '../clock.ts';
import type { Core } from '../core.ts';
import type { Provider } from '../providers.ts';
import { Names } from './names.ts';

const FOUND = 20;

function policyOf(account: Account): AppPolicy {
  return account.appPolicy ?? { mode: 'all', allowed: [], blocked: [] };
}

export async function namedPolicy(
  core: Core,
  account: Account,
): Promise<{ mode: AppPolicy['mode']; allowed: AppWithoutLogo[]; blocked: AppWithoutLogo[] }> {
  const { mode, allowed, blocked } = policyOf(account);
  const names = new Names(core);
  const find = async (ids: readonly string[]): Promise<AppWithoutLogo[]> =>
    (await Promise.all(ids.map(id => names.app(id)))).filter(app => app !== null);
  return { mode, allowed: await find(allowed), blocked: await find(blocked) };
}

/** An app that does not exist at this provider is not decided about. @throws {OAuthError} */
export async function decideApp(
  core: Core,
  account: Account,
  app: App,
  decision: AppDecision,
  reason: string,
  actor: string,
): Promise<void> {
  const act = { now: nowSeconds(core.clock), actor };
  try {
    await core.store.decideApp(account.id, app.id, decision, reason, act);
  } catch (error) {
    if (!(error instanceof StoreConflictError)) throw error;
    throw new OAuthError('invalid_request', say('policy_full'));
  }
}

/** What can be decided about before anybody connects it: what the provider has approved. */
export async function findApprovedApps(
  core: Core,
  provider: Provider,
  search: string,
): Promise<AppWithoutLogo[]> {
  const wanted = search.trim().toLowerCase();
  const apps = await core.store.listApprovedApps(provider.slug);
  return apps
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .slice(0, FOUND);
}

/** Approving lets the app in for everybody and answers all who asked for it; refusing answers them and decides nothing. */
export async function answerRequest(
  core: Core,
  account: Account,
  app: AppWithoutLogo,
  { answer, reason }: { answer: 'approved' | 'refused'; reason: string },
  actor: string,
): Promise<number> {
  const act = { now: nowSeconds(core.clock), actor };
  const answered = await core.store.answerRequests(account.id, app.id, answer, reason, act);
  if (answer === 'approved') await core.store.decideApp(account.id, app.id, 'allowed', reason, act);
  return answered;
}
