/** Two secrets while rotating (R53): the new one is tried, the old one is the fall-back, and an event says which one worked. */
import type { Clock } from '../clock.ts';
import type { Emit } from '../events.ts';
import type { Provider } from '../provider/provider.ts';
import type { SecretText } from '../secret-text.ts';
import { isSecretRefused } from './refusal.ts';

/** How long the old one goes first after the new one was refused: a server counts failed attempts. */
const FALL_BACK_MS = 60_000;

export type WithSecrets = (
  provider: Provider,
  attempt: (secret: SecretText | null) => Promise<Response>,
) => Promise<Response>;

export function createWithSecrets(clock: Clock, emit: Emit): WithSecrets {
  const fallenBack = new Map<string, number>();
  return async (provider, attempt) => {
    const { name, secrets } = provider;
    if (secrets.length < 2) return attempt(secrets[0] ?? null);
    const previousFirst = (fallenBack.get(name) ?? 0) > clock.nowMs();
    const order = previousFirst ? secrets.toReversed() : secrets;
    let response = await attempt(order[0]!);
    let used = order[0]!;
    if (await isSecretRefused(response)) {
      // A refused authentication consumes neither code nor refresh token: nothing has happened yet.
      used = order[1]!;
      response = await attempt(used);
    }
    if (response.ok) {
      const isPrevious = used !== secrets[0];
      if (isPrevious) fallenBack.set(name, clock.nowMs() + FALL_BACK_MS);
      else fallenBack.delete(name);
      emit({ type: 'secret_used', provider: name, secret: isPrevious ? 'previous' : 'current' });
    }
    return response;
  };
}
