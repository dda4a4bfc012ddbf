/**
 * The company's own machines, which hold a secret from the configuration: guards that ask about credentials, and the company's login.
 * Guesses are limited per network (S-C10, S-K7), and a network that proved itself is not made to wait (S-V9).
 */
import { OAuthError, say, type Sentence } from '@valetkey/protocol';
import { networkOf } from './attempts.ts';
import type { Core } from './core.ts';
import type { Provider } from './providers.ts';
import { bearerOf, digestOf, equalSecrets } from './secrets.ts';

/** What a machine presents, and where it comes from. */
export interface MachineClaim {
  presented: string | null;
  address: string;
}

/** RFC 9110 §15.5.2: a 401 names the way to authenticate. */
export class MachineRefusedError extends OAuthError {
  readonly challenge: string;

  constructor(description: Sentence, challenge: string) {
    super('invalid_client', description);
    this.challenge = challenge;
  }
}

/** `authorization`: the whole header, `Bearer <guard secret>`; several secrets, so that they can be rotated. */
export function authenticateGuard(
  core: Core,
  provider: Provider,
  authorization: string | undefined,
  address: string,
): void {
  authenticate(core, provider, {
    what: 'guard',
    secrets: provider.config.guardSecrets,
    claim: { presented: bearerOf(authorization), address },
    refusal: new MachineRefusedError(say('guard_secret'), 'Bearer realm="valetkey guard"'),
  });
}

/** A proxy's claim stands in a header of its own, because `Authorization` is the caller's. */
export function authenticateProxy(core: Core, provider: Provider, claim: MachineClaim): void {
  authenticate(core, provider, {
    what: 'guard',
    secrets: provider.config.guardSecrets,
    claim,
    refusal: new MachineRefusedError(say('proxy_secret'), 'X-Valetkey-Guard realm="valetkey guard"'),
  });
}

export function authenticateLogin(
  core: Core,
  provider: Provider,
  secret: string,
  authorization: string | undefined,
  address: string,
): void {
  authenticate(core, provider, {
    what: 'login',
    secrets: [secret],
    claim: { presented: bearerOf(authorization), address },
    refusal: new MachineRefusedError(say('login_secret'), 'Bearer realm="valetkey login"'),
  });
}

function authenticate(
  core: Core,
  provider: Provider,
  door: { what: string; secrets: readonly string[]; claim: MachineClaim; refusal: MachineRefusedError },
): void {
  const { presented, address } = door.claim;
  const key = `${provider.slug} ${door.what} ${networkOf(address)}`;
  const nowMs = core.clock.nowMs();
  const wait = core.attempts.machine.waitOf(key, nowMs);
  if (wait > 0)
    throw new OAuthError('too_many_requests', say('machine_attempts'), { retryAfterSeconds: wait });
  // Every secret is compared, so that time tells nothing about which one fits.
  const isRight = door.secrets.filter(secret => equalSecrets(presented ?? '', secret)).length > 0;
  if (isRight) return core.attempts.machine.succeeded(key, nowMs);
  if (presented !== null) core.attempts.machine.failed(key, nowMs, digestOf(presented));
  throw door.refusal;
}
