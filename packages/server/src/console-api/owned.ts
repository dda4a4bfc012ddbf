/** Whose things are: each is found for whoever may have it, and is not there for anybody else. */
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
