/** The model of "Ask your administrator": why the account does not let the app in, and whether the person asked already. */
import type { Step } from '../../domain/authorization/next-step.ts';
import type { Core } from '../../domain/core.ts';
import { appOnPage } from '../frame-of.ts';
import type { AskAdministratorModel } from '../models.ts';
import { stepForm, type Visit } from './visit.ts';

export type NotAllowed = Extract<Step, { step: 'not_allowed' }>;

export async function askModel(core: Core, visit: Visit, step: NotAllowed): Promise<AskAdministratorModel> {
  const { user, membership, memberships } = step;
  return {
    form: stepForm(core, visit, 'approval', shownOnAsk(step)),
    app: appOnPage(visit.app),
    signedInAs: { name: user.name, email: user.email },
    account: { name: membership.account.name },
    canChangeAccount: memberships.length > 1,
    why: whyNot(visit, step),
    state: await stateOf(core, visit, step),
  };
}

/** What the form is bound to. */
export function shownOnAsk({ user, membership }: NotAllowed): string[] {
  return [user.id, membership.account.id];
}

/** Asking helps only where approval is what is missing. */
export function whyNot(
  { app }: Visit,
  { membership: { account } }: NotAllowed,
): AskAdministratorModel['why'] {
  if (account.appPolicy?.blocked.includes(app.id)) return 'blocked';
  return account.appPolicy?.mode === 'none' ? 'none' : 'approval';
}

async function stateOf(
  core: Core,
  visit: Visit,
  { user, membership }: NotAllowed,
): Promise<AskAdministratorModel['state']> {
  const request = await core.store.findOwnRequest(membership.account.id, visit.app.id, user.id);
  if (request?.status === 'open') return { kind: 'waiting' };
  return request?.status === 'refused' ? { kind: 'refused', reason: request.reason ?? '' } : { kind: 'new' };
}
