/** The account picker's model: last used first, a blocked account with its reason (R2, R31). */
import type { Step } from '../../domain/authorization/next-step.ts';
import type { Core } from '../../domain/core.ts';
import { planAllows, type Provider } from '../../domain/providers.ts';
import { isAppAllowed } from '../../store/liveness.ts';
import type { Membership } from '../../store/rows.ts';
import { appOnPage } from '../frame-of.ts';
import type { AccountPickerModel } from '../models.ts';
import { stepForm, type Visit } from './visit.ts';

export function accountModel(
  core: Core,
  visit: Visit,
  step: Extract<Step, { step: 'account' | 'consent' | 'not_allowed' }>,
): AccountPickerModel {
  const { user, memberships } = step;
  return {
    form: stepForm(core, visit, 'account', []),
    app: appOnPage(visit.app),
    signedInAs: { name: user.name, email: user.email },
    accounts: memberships.map((membership, i) => ({
      id: membership.account.id,
      name: membership.account.name,
      role: membership.role,
      plan: membership.account.plan,
      lastUsed: i === 0 && membership.lastUsedAt !== null,
      needsApproval: !isAppAllowed(membership.account.appPolicy, visit.app.id),
      blocked: blockOf(visit.provider, membership),
    })),
  };
}

function blockOf(
  provider: Provider,
  { account }: Membership,
): AccountPickerModel['accounts'][number]['blocked'] {
  if (account.status !== 'active') return { kind: 'suspended' };
  return planAllows(provider, account.plan) ? null : { kind: 'plan', plans: provider.profile.plans ?? [] };
}
