/** A turn that one process has and the others wait for. A holder that dies is replaced when its lease ends, within seconds (S-R7). */
import { randomUUID } from 'node:crypto';
import type { Vault } from '../vault/vault.ts';

const LEASE_MS = 5000;

/** Prolongs the lease for as long as the work takes; null when somebody else has it. */
export async function withLease<T>(
  vault: Vault,
  name: string,
  work: () => Promise<T>,
): Promise<{ done: T } | null> {
  const holder = randomUUID();
  if (!(await vault.takeLease(name, holder, LEASE_MS))) return null;
  let beating: Promise<unknown> = Promise.resolve();
  const beat = setInterval(() => {
    // A beat that fails shortens the lease; then somebody else repeats the work, which the vault's versions make harmless.
    beating = vault.takeLease(name, holder, LEASE_MS).catch(() => {});
  }, LEASE_MS / 3);
  try {
    return { done: await work() };
  } finally {
    clearInterval(beat);
    // A beat still under way would take the lease again after it was given back.
    await beating;
    await vault.releaseLease(name, holder).catch(() => {});
  }
}
