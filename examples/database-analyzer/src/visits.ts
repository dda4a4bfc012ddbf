/** What a visitor's page remembers between two requests: what was read, and what is to be said once. In memory; the connections are in the vault. */
import type { ValetkeyClient } from '@valetkey/client';
import type { Notice } from './notices.ts';
import type { Reading } from './read-database.ts';
import type { Sessions } from './sessions.ts';

/** A bound, so that visitors who never come back cannot fill the memory. */
const MOST_VISITORS = 10_000;

export interface Visit {
  /** By the connection's id. */
  readings: Map<string, Reading>;
  /** By the provider's slug. */
  notices: Map<string, Notice>;
}

export class Visits {
  readonly #visits = new Map<string, Visit>();

  of(visitor: string): Visit {
    const visit = this.#visits.get(visitor) ?? { readings: new Map(), notices: new Map() };
    this.#visits.set(visitor, visit);
    const [oldest] = this.#visits.keys();
    if (this.#visits.size > MOST_VISITORS) this.#visits.delete(oldest!);
    return visit;
  }
}

/** Nobody can come back to these: what they left connected is revoked at the providers. */
export async function endOldVisits(sessions: Sessions, valetkey: ValetkeyClient): Promise<void> {
  for (const visitor of sessions.takeEnded())
    for (const connection of await valetkey.connections(visitor)) await connection.disconnect();
}
