/** One connected account in a session: its token, what was last read with it, and how both are kept fresh. */
import type { AccessToken } from 'simple-oauth2';
import type { ProviderSettings } from './config.ts';
import type { ProviderFlow } from './provider-flow.ts';
import { readDatabase, type Reading } from './read-database.ts';
import { Refusal, unreachable } from './refusal.ts';

/** Refreshed this much before its end, so that it does not end on the way. */
const marginSeconds = 30;

export interface Connection {
  token: AccessToken;
  reading: Reading | null;
  refreshing: Promise<void> | null;
}

export function toRefusal(error: unknown): Refusal {
  return error instanceof Refusal ? error : unreachable();
}

export function canRefresh({ token }: Connection): boolean {
  return typeof token.token['refresh_token'] === 'string';
}

/** One refresh at a time: two with the same refresh token look like theft (RFC 9700 §4.14.2). */
export function refreshConnection(flow: ProviderFlow, connection: Connection): Promise<void> {
  connection.refreshing ??= flow
    .refresh(connection.token)
    .then(token => void (connection.token = token))
    .finally(() => (connection.refreshing = null));
  return connection.refreshing;
}

/** Reads anew, refreshing what has expired or ended early. Returns why access is over, or null; throws where a refresh fails. */
export async function readConnection(
  provider: ProviderSettings,
  flow: ProviderFlow,
  connection: Connection,
): Promise<Refusal | null> {
  const read = () => readDatabase(provider, connection.token);
  if (canRefresh(connection) && connection.token.expired(marginSeconds))
    await refreshConnection(flow, connection);
  connection.reading = await read();
  if (connection.reading.takenBack !== null && canRefresh(connection)) {
    await refreshConnection(flow, connection);
    connection.reading = await read();
  }
  return connection.reading.takenBack;
}
