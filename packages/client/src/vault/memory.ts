/** A vault in memory: for tests and for trying things out. Everything is gone when the process ends. */
import { randomBytes } from 'node:crypto';
import { systemClock, type Clock } from '../clock.ts';
import { Vault } from './vault.ts';
import type { KeyInput } from './key-ring.ts';
import type { ConnectionRow, VaultStore } from './vault-store.ts';

/** @param options.key By default a new random one: nothing outlives the process anyway. */
export function memoryVault(
  options: { key?: KeyInput; previousKeys?: readonly KeyInput[]; clock?: Clock } = {},
): Vault {
  const { key = randomBytes(32), clock = systemClock, previousKeys = [] } = options;
  return new Vault(createMemoryStore(clock), { key, previousKeys });
}

export function createMemoryStore(clock: Clock = systemClock): VaultStore {
  const rows = new Map<string, ConnectionRow>();
  const attempts = new Map<string, { sealed: string; endsMs: number }>();
  const leases = new Map<string, { holder: string; endsMs: number }>();
  const notes = new Map<string, string>();
  const select = (wanted: (row: ConnectionRow) => boolean): ConnectionRow[] =>
    [...rows.values()].filter(wanted).map(row => ({ ...row }));

  return {
    async insertConnection(row) {
      if (rows.has(row.id)) return false;
      rows.set(row.id, { ...row });
      return true;
    },
    async findConnection(id) {
      const row = rows.get(id);
      return row ? { ...row } : null;
    },
    async findByOwner(owner, provider) {
      const found = select(
        row => row.owner === owner && (provider === undefined || row.provider === provider),
      );
      return found.toSorted((a, b) => a.connectedAt - b.connectedAt || compareText(a.id, b.id));
    },
    async findBySubject(provider, subject) {
      return select(row => row.provider === provider && row.subject === subject);
    },
    async replaceConnection(row, expectedVersion) {
      if (rows.get(row.id)?.version !== expectedVersion) return false;
      rows.set(row.id, { ...row });
      return true;
    },
    async deleteConnection(id) {
      return rows.delete(id);
    },
    async listConnections(afterId, limit) {
      return select(row => row.id > afterId)
        .toSorted((a, b) => compareText(a.id, b.id))
        .slice(0, limit);
    },
    async putAttempt(key, sealed, ttlSeconds) {
      for (const [old, { endsMs }] of attempts) if (endsMs <= clock.nowMs()) attempts.delete(old);
      attempts.set(key, { sealed, endsMs: clock.nowMs() + ttlSeconds * 1000 });
    },
    async consumeAttempt(key) {
      const found = attempts.get(key);
      attempts.delete(key);
      return found !== undefined && found.endsMs > clock.nowMs() ? found.sealed : null;
    },
    async takeLease(name, holder, ttlMs) {
      const lease = leases.get(name);
      if (lease && lease.holder !== holder && lease.endsMs > clock.nowMs()) return false;
      leases.set(name, { holder, endsMs: clock.nowMs() + ttlMs });
      return true;
    },
    async releaseLease(name, holder) {
      if (leases.get(name)?.holder === holder) leases.delete(name);
    },
    async readNote(name) {
      return notes.get(name) ?? null;
    },
    async writeNote(name, text, expected) {
      if ((notes.get(name) ?? null) !== expected) return false;
      notes.set(name, text);
      return true;
    },
    async close() {},
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
