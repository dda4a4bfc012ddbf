/** Writes down, once, that a connection has to be made anew, and tells the app. */
import { nowSeconds, type Clock } from '../clock.ts';
import type { Emit, ReconnectReason } from '../events.ts';
import type { ConnectionRecord } from '../vault/connection-record.ts';
import type { Vault } from '../vault/vault.ts';

interface MarkParts {
  vault: Vault;
  clock: Clock;
  emit: Emit;
}

/** Only while the record still has the tokens that were refused: a new connection must not suffer for the old one. False when it did not apply. */
export async function markNeedsReconnect(
  parts: MarkParts,
  seen: ConnectionRecord,
  reason: ReconnectReason,
  scopes?: readonly string[],
): Promise<boolean> {
  const { vault, clock, emit } = parts;
  for (;;) {
    const current = await vault.find(seen.id);
    if (current === null || current.tokens.access.reveal() !== seen.tokens.access.reveal()) return false;
    if (current.state === 'needs_reconnect' && !isWorse(reason, current.reason)) return false;
    const marked = { ...current, state: 'needs_reconnect' as const, reason, updatedAt: nowSeconds(clock) };
    if ((await vault.replace(marked)) === null) continue;
    const { id, provider, owner } = current;
    emit({
      type: 'needs_reconnect',
      provider,
      owner,
      connectionId: id,
      reason,
      ...(scopes === undefined ? {} : { scopes }),
    });
    return true;
  }
}

/** A missing scope leaves the rest working; every other reason ends it. */
function isWorse(reason: ReconnectReason, known: string | null): boolean {
  return known === 'scope_missing' && reason !== 'scope_missing';
}
