/** What administrators of an account, and its members, have there: found for them, and not there for anybody else. */
import type { Account, App, NoticeRow } from '../store/rows.ts';
import type { RequestContext } from '../store/store.ts';
import type { Call } from './call.ts';
import type { Owned } from './route.ts';

export const ownNotice: Owned<{ noticeId: string }, NoticeRow> = {
  kind: 'notice',
  find: async ({ core, provider, user }, { noticeId }) => {
    const found = await core.store.findNotice(user.id, noticeId);
    return found?.provider === provider.slug ? found : null;
  },
};

/** That the caller administers it was checked before (`answer-call.ts`). */
export const administeredAccount: Owned<{ accountId: string }, Account> = {
  kind: 'account',
  find: findAdministered,
};

/** Any app of the provider: what is decided is a matter of the account. */
export const appOnAccount: Owned<{ accountId: string; appId: string }, { account: Account; app: App }> = {
  kind: 'app on an account',
  find: async (call, { accountId, appId }) => {
    const account = findAdministered(call, { accountId });
    const app = await call.core.store.findApp(appId);
    return account !== null && app?.provider === call.provider.slug ? { account, app } : null;
  },
};

export const requestOnAccount: Owned<
  { accountId: string; requestId: string },
  RequestContext & { account: Account }
> = {
  kind: 'approval request',
  find: async (call, { accountId, requestId }) => {
    const account = findAdministered(call, { accountId });
    const found = await call.core.store.findApprovalRequest(requestId);
    return account !== null && found?.request.accountId === account.id ? { ...found, account } : null;
  },
};

function findAdministered({ memberships }: Call, { accountId }: { accountId: string }): Account | null {
  const found = memberships.find(({ account, role }) => account.id === accountId && role === 'administrator');
  return found?.account ?? null;
}
