/** Whose things are: each is found for whoever may have it, and is not there for anybody else. */
import { OAuthError, say, type Sentence } from '@valetkey/protocol';
import { findOwnApp, type OwnApp, type PortalRole } from '../domain/developers/ownership.ts';
import type { ApiKeyContext, AppInvitation, AppSecret, ConnectionContext, User } from '../store/rows.ts';
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

/** To change it. Who may only read it is told so: it is no secret to them. */
export const appToChange = withRole(['owner', 'developer'], say('reader_only'));
/** Its people, and its end. */
export const appToOwn = withRole(['owner'], say('owner_only'));

function withRole(roles: readonly PortalRole[], refusal: Sentence): Owned<{ appId: string }, OwnApp> {
  return {
    kind: 'app',
    find: async (call, ids) => {
      const own = await ownApp.find(call, ids);
      if (own !== null && !roles.includes(own.role)) throw new OAuthError('access_denied', refusal);
      return own;
    },
  };
}

export const appSecretToChange: Owned<{ appId: string; secretId: string }, OwnApp & { secret: AppSecret }> = {
  kind: 'app secret',
  find: async (call, { appId, secretId }) => {
    const own = await appToChange.find(call, { appId });
    const secrets = own === null ? [] : await call.core.store.listAppSecrets(appId);
    const secret = secrets.find(({ id }) => id === secretId);
    return own === null || secret === undefined ? null : { ...own, secret };
  },
};

/** One of an app's people: for its owner, and for that person. */
export const appPerson: Owned<{ appId: string; userId: string }, OwnApp & { person: User }> = {
  kind: 'person of an app',
  find: async (call, { appId, userId }) => {
    const own = await (userId === call.user.id ? ownApp : appToOwn).find(call, { appId });
    const people = own === null ? [] : await call.core.store.listAppMembers(appId);
    const person = people.find(({ user }) => user.id === userId)?.user;
    return own === null || person === undefined ? null : { ...own, person };
  },
};

/** For the owner of the app. */
export const appInvitation: Owned<{ appId: string; invitationId: string }, AppInvitation> = {
  kind: 'invitation of an app',
  find: async (call, { appId, invitationId }) => {
    const own = await appToOwn.find(call, { appId });
    const found = own === null ? null : await call.core.store.findAppInvitation(invitationId);
    return found?.appId === appId ? found : null;
  },
};

/** For whoever it was sent to: the address is the provider's own word. */
export const ownInvitation: Owned<{ invitationId: string }, AppInvitation> = {
  kind: 'invitation',
  find: async ({ core, provider, user }, { invitationId }) => {
    const found = await core.store.findAppInvitation(invitationId);
    return found?.provider === provider.slug && found.email === user.email ? found : null;
  },
};
