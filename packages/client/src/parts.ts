/** Options → the collaborators of everything else, made once. */
import { CallGate } from './calls/call-gate.ts';
import { Deadlines } from './calls/deadline.ts';
import type { ApiParts } from './calls/api-fetch.ts';
import type { ClientOptions } from './client-options.ts';
import { systemClock } from './clock.ts';
import type { FinishParts } from './connect/finish.ts';
import { ClientError } from './errors.ts';
import { createEmit } from './events.ts';
import { createTokenCalls } from './exchange/token-calls.ts';
import { createHttpCall } from './net/token-http.ts';
import { configureProviders } from './provider/configure.ts';
import { createDiscovery } from './provider/discover.ts';
import { Refresher } from './refresh/refresher.ts';

export function apiFetchParts(options: ClientOptions): ApiParts & FinishParts {
  const { vault, clock = systemClock, timeoutSeconds = 10 } = options;
  const providers = configureProviders(options);
  const emit = createEmit(clock, options.onEvent);
  const call = createHttpCall({ timeoutMs: timeoutSeconds * 1000, resolve: options.resolve });
  const getProvider = (name: string) => {
    const provider = providers.get(name);
    if (provider === undefined)
      throw new ClientError('unknown_provider', 'There is no provider of the name that was asked for.');
    return provider;
  };
  const refreshing = {
    vault,
    clock,
    emit,
    getProvider,
    findEndpoints: createDiscovery(clock, call),
    tokenCalls: createTokenCalls({ clock, emit, call }),
  };
  return {
    ...refreshing,
    refresher: new Refresher(refreshing),
    gate: new CallGate(clock),
    deadlines: new Deadlines(),
    fetch: options.fetch ?? fetch,
  };
}
