/** Ends a connection: revoked at the provider where it has an endpoint, deleted here in any case, and the answer says which of the two happened. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ClientError } from './errors.ts';
import { abortable } from './net/abortable.ts';
import { withLease } from './refresh/lease.ts';
import type { RefreshParts } from './refresh/refresher.ts';

export interface Disconnected {
  /** The provider has confirmed that the tokens are worth nothing any more. */
  revoked: boolean;
  /** They are gone from the vault. */
  deleted: boolean;
  /** Why it was not revoked. */
  error: ClientError | null;
}

/** A refresh under way would bring a token that nobody revokes: it is waited for, but not for long. An abort ends the waiting, never the deletion. */
const WAIT_TRIES = 20;

export async function disconnect(
  parts: RefreshParts,
  id: string,
  signal?: AbortSignal,
): Promise<Disconnected> {
  for (let tries = 0; tries < WAIT_TRIES; tries++) {
    if (signal?.aborted) break;
    const turn = await withLease(parts.vault, `refresh:${id}`, async () => end(parts, id, signal));
    if (turn !== null) return turn.done;
    await abortable(sleep(150), signal).catch(() => {});
  }
  return end(parts, id, signal);
}

async function end(parts: RefreshParts, id: string, signal: AbortSignal | undefined): Promise<Disconnected> {
  const record = await parts.vault.find(id);
  if (record === null)
    throw new ClientError('unknown_connection', 'There is nothing to disconnect.', { connectionId: id });
  const { provider: name, owner } = record;
  const error = await revoke().then(
    () => null,
    (reason: unknown) =>
      reason instanceof ClientError
        ? reason
        : new ClientError('unreachable', `${name}: the revocation did not succeed.`, { provider: name }),
  );
  const deleted = await parts.vault.delete(id);
  parts.emit({
    type: 'disconnected',
    provider: name,
    owner,
    connectionId: id,
    revoked: error === null,
    deleted,
  });
  return { revoked: error === null, deleted, error };

  async function revoke(): Promise<void> {
    const provider = parts.getProvider(name);
    const endpoints = await parts.findEndpoints(provider, signal);
    if (endpoints.revocation === null)
      throw new ClientError(
        'metadata',
        `${name} has no revocation endpoint: the user can take the access back there.`,
        { provider: name },
      );
    await parts.tokenCalls.revoke(provider, endpoints, record!.tokens, signal);
  }
}
