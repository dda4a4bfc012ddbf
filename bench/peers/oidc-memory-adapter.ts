/** In memory for oidc-provider. The one it brings for development keeps a thousand entries, and a load throws out its own sessions. */
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

export function memoryAdapter(): AdapterFactory {
  const models = new Map<string, AdapterPayload>();
  const byUid = new Map<string, string>();
  const byGrant = new Map<string, Set<string>>();

  return (kind: string): Adapter => ({
    upsert: async (id, payload) => {
      models.set(`${kind} ${id}`, payload);
      if (payload.uid !== undefined) byUid.set(`${kind} ${payload.uid}`, `${kind} ${id}`);
      if (payload.grantId === undefined) return;
      const keys = byGrant.get(payload.grantId) ?? new Set();
      byGrant.set(payload.grantId, keys.add(`${kind} ${id}`));
    },
    find: async id => models.get(`${kind} ${id}`),
    findByUid: async uid => models.get(byUid.get(`${kind} ${uid}`) ?? ''),
    findByUserCode: async () => undefined,
    consume: async id => {
      const model = models.get(`${kind} ${id}`);
      if (model) model['consumed'] = Math.floor(Date.now() / 1000);
    },
    destroy: async id => void models.delete(`${kind} ${id}`),
    revokeByGrantId: async grantId => {
      for (const key of byGrant.get(grantId) ?? []) models.delete(key);
      byGrant.delete(grantId);
    },
  });
}
