/** The small adapter that oidc-provider's documentation asks a user to write, on SQLite, durable like Valetkey's store (`synchronous=FULL`). */
import { DatabaseSync } from 'node:sqlite';
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

export function sqliteAdapter(path: string): AdapterFactory {
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8000;
    CREATE TABLE models (kind TEXT, id TEXT, payload TEXT, grant_id TEXT, uid TEXT, expires_at INTEGER, PRIMARY KEY (kind, id)) WITHOUT ROWID;
    CREATE INDEX models_grant ON models (grant_id) WHERE grant_id IS NOT NULL;
    CREATE INDEX models_uid ON models (uid) WHERE uid IS NOT NULL`);
  const put = database.prepare(
    `INSERT INTO models VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET payload = excluded.payload, expires_at = excluded.expires_at`,
  );
  const get = database.prepare('SELECT payload FROM models WHERE kind = ? AND id = ? AND expires_at > ?');
  const getByUid = database.prepare(
    'SELECT payload FROM models WHERE kind = ? AND uid = ? AND expires_at > ?',
  );
  const consume = database.prepare(
    "UPDATE models SET payload = json_set(payload, '$.consumed', ?) WHERE kind = ? AND id = ?",
  );
  const remove = database.prepare('DELETE FROM models WHERE kind = ? AND id = ?');
  const revoke = database.prepare('DELETE FROM models WHERE grant_id = ?');
  const now = (): number => Math.floor(Date.now() / 1000);
  const read = (row: unknown): AdapterPayload | undefined =>
    row === undefined ? undefined : (JSON.parse((row as { payload: string }).payload) as AdapterPayload);

  return (kind: string): Adapter => ({
    upsert: async (id, payload, expiresIn) =>
      void put.run(
        kind,
        id,
        JSON.stringify(payload),
        payload.grantId ?? null,
        payload.uid ?? null,
        now() + (expiresIn ?? 86_400 * 365),
      ),
    find: async id => read(get.get(kind, id, now())),
    findByUid: async uid => read(getByUid.get(kind, uid, now())),
    findByUserCode: async () => undefined,
    consume: async id => void consume.run(now(), kind, id),
    destroy: async id => void remove.run(kind, id),
    revokeByGrantId: async grantId => void revoke.run(grantId),
  });
}
