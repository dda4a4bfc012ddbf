/** Whose things are: each is found for whoever may have it, and is not there for anybody else. */
import { findOwnApp, type OwnApp } from '../domain/developers/ownership.ts';
import type { Account, ApiKeyContext, App, ConnectionContext, NoticeRow } from '../store/rows.ts';
import type { RequestContext } from '../store/store.ts';
import type { Call } from './call.ts';
import type { Owned } from './route.ts';

export const ownConnection: Owned<{ connectionId: string }, ConnectionContext> = {
  kind: 'connection',
  find: async ({ core, provider, user }, { connectionId }) => {
    const found = await core.store.findConnectionById(connectionId);
    return found?.connection.provider === provider.slug && found.user.id === user.id ? found : null;
  },
};

export const ownApiKey: Owned<{ keyId: string }, ApiKeyContext> = {
  kind: 'API key',
  find: async ({ core, provider, user }, { keyId }) => {
    const found = await core.store.findApiKey(keyId);
    return found?.key.provider === provider.slug && found.user.id === user.id ? found : null;
  },
};

/** Of whoever works on it; testers see nothing of it here. */
export const ownApp: Owned<{ appId: string }, OwnApp> = {
  kind: 'app',
  find: ({ core, provider, user }, { appId }) => findOwnApp(core, provider, user, appId),
};
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
