/** How long and how often a locked database is tried again: the event loop goes on in between. */
import { randomInt } from 'node:crypto';
import { isBusy, toStoreError } from './failures.ts';

/** Then the caller hears that the store is unavailable (S-E7). */
export const PATIENCE_MS = 5000;

/** Random, so that processes that collided do not collide again. */
export function retryDelayMs(): number {
  return randomInt(2, 30);
}

/** Does it at once if it can; otherwise again and again until patience ends. */
export async function withRetries<T>(action: () => T): Promise<T> {
  const givenUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return action();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= givenUpAt) throw toStoreError(error);
    }
    await new Promise(resume => setTimeout(resume, retryDelayMs()));
  }
}
