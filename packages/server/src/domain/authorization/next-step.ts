/** The dispatcher: looks at what is stored and says what comes next. Steps never call one another (S-A30). */
import { isSubset, type ErrorCode, say, type Sentence } from '@valetkey/protocol';
import { connectionState, isAppAllowed } from '../../store/liveness.ts';
import type { App, ConnectionContext, EpochSeconds, Id, Membership, User } from '../../store/rows.ts';
import type { Core } from '../core.ts';
import { isOfItsPeople } from '../developers/ownership.ts';
import { planAllows, type Provider } from '../providers.ts';
import type { FrozenRequest } from './frozen-request.ts';
import { tryItRedirectUri } from './try-it-redirect.ts';

export type Step =
  | { step: 'login' }
  | { step: 'account'; user: User; memberships: readonly Membership[] }
  | {
      step: 'consent';
      user: User;
      membership: Membership;
      memberships: readonly Membership[];
      connection: ConnectionContext | null;
    }
  /** Consent was given before and may be relied on. */
  | { step: 'code'; user: User; membership: Membership; connection: ConnectionContext }
  | { step: 'no_account'; user: User }
  /** The app is in development, and this is none of its people. */
  | { step: 'not_invited'; user: User }
  /** The administrators of the account do not let the app in (S-M9). */
  | { step: 'not_allowed'; user: User; membership: Membership; memberships: readonly Membership[] }
  /** `prompt=none` and somebody would have to be asked. */
  | { step: 'refuse'; code: ErrorCode; description: Sentence };

export interface Progress {
  user: User | null;
  /** Chosen in this interaction. */
  accountId: Id | null;
  /** Signed in during this interaction. */
  authenticatedAt: EpochSeconds | null;
}

export async function nextStep(
  core: Core,
  provider: Provider,
  app: App,
  request: FrozenRequest,
  progress: Progress,
): Promise<Step> {
  const step = await findStep(core, provider, app, request, progress);
  if (!request.prompts.includes('none') || step.step === 'code') return step;
  const refusals = {
    login: ['login_required', say('prompt_none_login')],
    account: ['account_selection_required', say('prompt_none_account')],
    no_account: ['account_selection_required', say('no_usable_account')],
    not_invited: ['access_denied', say('own_people_only')],
    not_allowed: ['access_denied', say('account_refuses_app')],
    consent: ['consent_required', say('prompt_none_consent')],
  } as const;
  if (step.step === 'refuse') return step;
  const [code, description] = refusals[step.step];
  return { step: 'refuse', code, description };
}

async function findStep(
  core: Core,
  provider: Provider,
  app: App,
  request: FrozenRequest,
  progress: Progress,
): Promise<Step> {
  const { user } = progress;
  if (user === null || (request.prompts.includes('login') && progress.authenticatedAt === null))
    return { step: 'login' };
  if (app.status === 'draft' && !(await isOfItsPeople(core, provider, app, user)))
    return { step: 'not_invited', user };
  if (request.redirectUri === tryItRedirectUri(provider) && !(await isOfItsPeople(core, provider, app, user)))
    return {
      step: 'refuse',
      code: 'access_denied',
      description: say('not_invited'),
    };
  const memberships = await core.store.listMemberships(user.id);
  if (memberships.length === 0) return { step: 'no_account', user };
  const membership = await chooseAccount(core, provider, app, request, progress, user, memberships);
  if (membership === null) return { step: 'account', user, memberships };
  if (!isAppAllowed(membership.account.appPolicy, app.id))
    return { step: 'not_allowed', user, membership, memberships };
  const connection = await core.store.findConnection(app.id, user.id, membership.account.id);
  return connection && mayBeRemembered(app, request, connection)
    ? { step: 'code', user, membership, connection }
    : { step: 'consent', user, membership, memberships, connection };
}

export function isAccountUsable(provider: Provider, membership: Membership): boolean {
  return membership.account.status === 'active' && planAllows(provider, membership.account.plan);
}

/** R31: the one there is, the one that was picked, or the one already connected; otherwise the user is asked. */
async function chooseAccount(
  core: Core,
  provider: Provider,
  app: App,
  request: FrozenRequest,
  progress: Progress,
  user: User,
  memberships: readonly Membership[],
): Promise<Membership | null> {
  const usable = memberships.filter(m => isAccountUsable(provider, m));
  const picked = usable.find(m => m.account.id === progress.accountId);
  if (picked) return picked;
  if (memberships.length === 1) return usable[0] ?? null;
  if (provider.profile.authorize.accountChoice === 'always' || request.prompts.includes('select_account'))
    return null;
  const connections = await core.store.listConnections({ appId: app.id, userId: user.id, limit: 2 });
  const only = connections.length === 1 ? connections[0] : undefined;
  return usable.find(m => m.account.id === only?.account.id) ?? null;
}

/**
 * S-M3: only an app whose identity is assured (confidential, claimed https address) is let through without asking; S-M4: and only
 * for scopes given before, and nothing about the app changed since.
 */
function mayBeRemembered(app: App, request: FrozenRequest, connection: ConnectionContext): boolean {
  return (
    app.type === 'confidential' &&
    request.redirectUri.startsWith('https://') &&
    !request.prompts.includes('consent') &&
    connectionState(connection).live &&
    isSubset(request.scopes, connection.connection.scopes) &&
    connection.connection.consentedAt > app.updatedAt
  );
}
