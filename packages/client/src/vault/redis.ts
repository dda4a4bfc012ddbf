/**
 * A vault in Redis: any number of machines. Leases and attempts end by Redis' own clock. Each verb that must be atomic is one script.
 * Redis acknowledges before it is on the disk: run it with `appendonly yes` and `appendfsync always` where a lost write must not cost a connection.
 */
import { Vault } from './vault.ts';
import type { VaultKeys } from './key-ring.ts';
import type { ConnectionRow, VaultStore } from './vault-store.ts';

/** As much of a client of `redis` as is used here. */
export interface RedisClient {
  sendCommand(command: string[]): Promise<unknown>;
}

export interface RedisVaultOptions extends VaultKeys {
  /** In front of every key; a hash tag keeps them on one node of a cluster. */
  prefix?: string;
}

/**
 * @param client A connected client of `redis`; it stays the caller's, who closes it.
 * @example
 * const vault = redisVault(await createClient({ url }).connect(), { key });
 */
export function redisVault(client: RedisClient, options: RedisVaultOptions): Vault {
  return new Vault(createRedisVaultStore(client, options.prefix), options);
}

/** Every index is a sorted set of ids, all with score 0: they are in the order of their bytes. */
const INSERT = `
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('SET', KEYS[1], ARGV[1])
redis.call('ZADD', KEYS[2], 0, ARGV[2])
redis.call('ZADD', KEYS[3], 0, ARGV[2])
if KEYS[4] then redis.call('ZADD', KEYS[4], 0, ARGV[2]) end
return 1`;
const REPLACE = `
local old = redis.call('GET', KEYS[1])
if not old or cjson.decode(old).version ~= tonumber(ARGV[3]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1])
if KEYS[2] then redis.call('ZADD', KEYS[2], 0, ARGV[2]) end
return 1`;
const DELETE = `
for i = 2, #KEYS do redis.call('ZREM', KEYS[i], ARGV[1]) end
return redis.call('DEL', KEYS[1])`;
const LEASE = `
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`;
const RELEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end return 1`;
const NOTE = `
local old = redis.call('GET', KEYS[1])
if (old or '') ~= ARGV[2] then return 0 end
redis.call('SET', KEYS[1], ARGV[1])
return 1`;

export function createRedisVaultStore(client: RedisClient, prefix = '{valetkey}:'): VaultStore {
  const script = async (text: string, keys: string[], ...values: string[]): Promise<boolean> =>
    (await client.sendCommand(['EVAL', text, String(keys.length), ...keys, ...values])) === 1;
  const rowKey = (id: string): string => `${prefix}connection:${id}`;
  const ownerKey = (owner: string): string => `${prefix}owner:${owner}`;
  const subjectKey = (provider: string, subject: string | null): string[] =>
    subject === null ? [] : [`${prefix}subject:${provider.length}:${provider}:${subject}`];
  const all = `${prefix}connections`;

  const findConnection = async (id: string): Promise<ConnectionRow | null> => {
    const text = await client.sendCommand(['GET', rowKey(id)]);
    return typeof text === 'string' ? (JSON.parse(text) as ConnectionRow) : null;
  };
  const members = async (...command: string[]): Promise<ConnectionRow[]> => {
    const ids = (await client.sendCommand(command)) as string[];
    return (await Promise.all(ids.map(findConnection))).filter(row => row !== null);
  };

  return {
    async insertConnection(row) {
      const keys = [rowKey(row.id), all, ownerKey(row.owner), ...subjectKey(row.provider, row.subject)];
      return script(INSERT, keys, JSON.stringify(row), row.id);
    },
    findConnection,
    async findByOwner(owner, provider) {
      const found = await members('ZRANGE', ownerKey(owner), '0', '-1');
      return found
        .filter(row => row.owner === owner && (provider === undefined || row.provider === provider))
        .toSorted((a, b) => a.connectedAt - b.connectedAt || (a.id < b.id ? -1 : 1));
    },
    async findBySubject(provider, subject) {
      const found = await members('ZRANGE', subjectKey(provider, subject)[0]!, '0', '-1');
      return found.filter(row => row.provider === provider && row.subject === subject);
    },
    async replaceConnection(row, expectedVersion) {
      const keys = [rowKey(row.id), ...subjectKey(row.provider, row.subject)];
      return script(REPLACE, keys, JSON.stringify(row), row.id, String(expectedVersion));
    },
    async deleteConnection(id) {
      const row = await findConnection(id);
      if (row === null) return false;
      return script(
        DELETE,
        [rowKey(id), all, ownerKey(row.owner), ...subjectKey(row.provider, row.subject)],
        id,
      );
    },
    listConnections: async (afterId, limit) =>
      members('ZRANGEBYLEX', all, afterId === '' ? '-' : `(${afterId}`, '+', 'LIMIT', '0', String(limit)),
    async putAttempt(key, sealed, ttlSeconds) {
      await client.sendCommand(['SET', `${prefix}attempt:${key}`, sealed, 'PX', String(ttlSeconds * 1000)]);
    },
    async consumeAttempt(key) {
      const sealed = await client.sendCommand(['GETDEL', `${prefix}attempt:${key}`]);
      return typeof sealed === 'string' ? sealed : null;
    },
    takeLease: async (name, holder, ttlMs) =>
      script(LEASE, [`${prefix}lease:${name}`], holder, String(ttlMs)),
    async releaseLease(name, holder) {
      await script(RELEASE, [`${prefix}lease:${name}`], holder);
    },
    async readNote(name) {
      const text = await client.sendCommand(['GET', `${prefix}note:${name}`]);
      return typeof text === 'string' ? text : null;
    },
    writeNote: async (name, text, expected) => script(NOTE, [`${prefix}note:${name}`], text, expected ?? ''),
    async close() {},
  };
}
