/** What happens to connections, told to the app: for its log, its metrics and its users. No event holds a token. */
import type { Clock } from './clock.ts';
import { nowSeconds } from './clock.ts';

export type ReconnectReason =
  'revoked' | 'revoked_by_user' | 'revoked_by_administrator' | 'expired' | 'answer_lost' | 'scope_missing';

interface EventSubject {
  provider: string;
  connectionId: string;
  owner: string;
}

type ClientHappening =
  | ({ type: 'connected' | 'reconnected' | 'refreshed' } & EventSubject)
  | ({ type: 'needs_reconnect'; reason: ReconnectReason; scopes?: readonly string[] } & EventSubject)
  | ({ type: 'refresh_failed'; code: string; requestId: string | undefined } & EventSubject)
  | ({ type: 'disconnected'; revoked: boolean; deleted: boolean } & EventSubject)
  | { type: 'secret_used'; provider: string; secret: 'current' | 'previous' };

/** `at`: epoch seconds, from the client's one clock (S-U6). */
export type ClientEvent = ClientHappening & { at: number };

export type Emit = (happening: ClientHappening) => void;

/** S-U8: a listener that throws stops nothing. */
export function createEmit(clock: Clock, listener: ((event: ClientEvent) => void) | undefined): Emit {
  return happening => {
    try {
      listener?.({ ...happening, at: nowSeconds(clock) });
    } catch {
      // The connection's work goes on; the listener's owner sees the failure in the listener.
    }
  };
}
