/** Whose things are: each is found for whoever may have it, and is not there for anybody else. */
import { findOwnApp, type OwnApp } from '../domain/developers/ownership.ts';
import type { ApiKeyContext, ConnectionContext } from '../store/rows.ts';
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
