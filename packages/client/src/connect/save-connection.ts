/** Puts the tokens of a finished attempt into the vault: into the connection they renew, or into a new one. */
import { randomBytes } from 'node:crypto';
import { nowSeconds, type Clock } from '../clock.ts';
import type { Emit } from '../events.ts';
import type { ConnectionRecord, Tokens } from '../vault/connection-record.ts';
import type { Vault } from '../vault/vault.ts';
import type { Attempt } from './attempt.ts';

export interface SaveParts {
  vault: Vault;
  clock: Clock;
  emit: Emit;
}

interface Saved {
  record: ConnectionRecord;
  isNew: boolean;
}

export async function saveConnection(
  parts: SaveParts,
  attempt: Attempt,
  granted: { tokens: Tokens; subject: string | null },
): Promise<Saved> {
  const now = nowSeconds(parts.clock);
  for (;;) {
    const old = await findRenewed(parts.vault, attempt, granted.subject);
    const record = old === null ? newRecord(attempt, granted, now) : renew(old, granted, now);
    const written =
      old === null ? ((await parts.vault.insert(record)) ? record : null) : await parts.vault.replace(record);
    // Somebody else wrote or disconnected in between: look again.
    if (written === null) continue;
    const { id, provider, owner } = written;
    parts.emit({ type: old === null ? 'connected' : 'reconnected', provider, owner, connectionId: id });
    return { record: written, isNew: old === null };
  }
}

/**
 * The connection that was named, or the same user and account as before, or the only one that waits to be renewed.
 * Never another live one: an owner may connect several accounts, and none may swallow another.
 */
async function findRenewed(
  vault: Vault,
  attempt: Attempt,
  subject: string | null,
): Promise<ConnectionRecord | null> {
  const all = await vault.findByOwner(attempt.owner, attempt.provider);
  const named = all.find(record => record.id === attempt.connectionId);
  const same = subject === null ? undefined : all.find(record => record.subject === subject);
  if (same !== undefined) return same;
  if (named !== undefined && isNobodyElse(named, subject)) return named;
  const waiting = all.filter(record => record.state === 'needs_reconnect' && isNobodyElse(record, subject));
  return waiting.length === 1 ? waiting[0]! : null;
}

function isNobodyElse(record: ConnectionRecord, subject: string | null): boolean {
  return record.subject === null || subject === null || record.subject === subject;
}

function newRecord(
  { provider, owner }: Attempt,
  granted: { tokens: Tokens; subject: string | null },
  now: number,
): ConnectionRecord {
  const id = `con_${randomBytes(16).toString('base64url')}`;
  return {
    id,
    provider,
    owner,
    ...granted,
    state: 'connected',
    reason: null,
    version: 1,
    connectedAt: now,
    updatedAt: now,
  };
}

function renew(
  old: ConnectionRecord,
  { tokens, subject }: { tokens: Tokens; subject: string | null },
  now: number,
): ConnectionRecord {
  return {
    ...old,
    tokens,
    subject: subject ?? old.subject,
    state: 'connected',
    reason: null,
    connectedAt: now,
    updatedAt: now,
  };
}
