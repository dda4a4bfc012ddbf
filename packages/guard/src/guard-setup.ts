/** What the guard must know before it can decide: the provider's API profile and scopes, asked for once. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { GuardConfiguration } from '@valetkey/protocol';
import { GuardConfigError } from './guard-config-error.ts';
import type { RouteRule } from './guard-types.ts';
import { checkKnownScopes, checkRouteRule } from './route-rule.ts';
import type { ServerCalls } from './server-calls.ts';
import { ServerFailure } from './server-failure.ts';

const READY_ATTEMPTS = 7;
const FIRST_PAUSE_MS = 100;

export class GuardSetup {
  readonly #calls: ServerCalls;
  readonly #issuer: string;
  readonly #declared: RouteRule[] = [];
  /** Weak: a rule written inside a handler is a new object at every call. */
  readonly #checked = new WeakSet<RouteRule>();
  #loading: Promise<GuardConfiguration> | null = null;
  #configuration: GuardConfiguration | null = null;

  constructor(calls: ServerCalls, issuer: string) {
    this.#calls = calls;
    this.#issuer = issuer;
  }

  /** @throws GuardConfigError */
  declare(rule: RouteRule): RouteRule {
    this.check(rule);
    if (this.#configuration !== null) checkKnownScopes(rule, this.#configuration.scopes, this.#issuer);
    this.#declared.push(rule);
    return rule;
  }

  /** @throws GuardConfigError */
  check(rule: RouteRule): void {
    if (this.#checked.has(rule)) return;
    checkRouteRule(rule);
    this.#checked.add(rule);
  }

  /** For a check: at once when known, one question for all who wait otherwise. @throws ServerFailure */
  configuration(): GuardConfiguration | Promise<GuardConfiguration> {
    return this.#configuration ?? this.#load();
  }

  /** For the start: tries for some seconds, because server and API often start together. @throws GuardConfigError */
  async ready(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    for (let attempt = 1; this.#configuration === null; attempt++) {
      try {
        await this.#load();
      } catch (error) {
        this.#checkWorthRetrying(error, attempt);
        await sleep(pauseMs);
        pauseMs *= 2;
      }
    }
    for (const rule of this.#declared) checkKnownScopes(rule, this.#configuration.scopes, this.#issuer);
  }

  #checkWorthRetrying(error: unknown, attempt: number): void {
    const status = error instanceof ServerFailure ? error.status : undefined;
    if (status === 401 || status === 403) {
      throw new GuardConfigError(`${this.#issuer} does not accept this guard's secret.`, { cause: error });
    }
    if (status === 404) {
      throw new GuardConfigError(`${this.#issuer} is not a provider of that server.`, { cause: error });
    }
    if (attempt >= READY_ATTEMPTS) {
      const what = error instanceof Error ? error.message : 'no answer';
      throw new GuardConfigError(`${this.#issuer} could not be asked (${what}).`, { cause: error });
    }
  }

  #load(): Promise<GuardConfiguration> {
    this.#loading ??= this.#calls
      .configuration()
      .then(configuration => (this.#configuration = configuration))
      .finally(() => (this.#loading = null));
    return this.#loading;
  }
}
