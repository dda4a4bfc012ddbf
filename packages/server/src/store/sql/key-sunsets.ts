/** The announced end of a provider's API keys: one row that is read where keys are made, and a date on each key. */
import type { KeySunset } from '../rows.ts';
import type { Act } from '../store.ts';
import { execute, queryOne, type Verb } from '../verb.ts';
import { appendEvent } from './events.ts';

export function* findKeySunset(provider: string): Verb<KeySunset | null> {
  const sql = 'SELECT ends_at, notice, announced_at FROM key_sunsets WHERE provider = $1';
  const row = yield* queryOne(sql, [provider]);
  if (row === null) return null;
  return { provider, endsAt: row[0] as number, notice: row[1] as string, announcedAt: row[2] as number };
}

export function* announceKeySunset(sunset: KeySunset, act: Act): Verb<number> {
  const { provider, endsAt, notice, announcedAt } = sunset;
  const sql = `INSERT INTO key_sunsets (provider, ends_at, notice, announced_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (provider) DO UPDATE SET ends_at = excluded.ends_at, notice = excluded.notice, announced_at = excluded.announced_at`;
  yield* execute(sql, [provider, endsAt, notice, announcedAt]);
  const keys = yield* setSunset(provider, endsAt);
  yield* appendEvent({ provider, type: 'api_key.sunset_announced', detail: { endsAt, notice, keys } }, act);
  return keys;
}

export function* withdrawKeySunset(provider: string, reason: string, act: Act): Verb<boolean> {
  if ((yield* execute('DELETE FROM key_sunsets WHERE provider = $1', [provider])) === 0) return false;
  const keys = yield* setSunset(provider, null);
  yield* appendEvent({ provider, type: 'api_key.sunset_withdrawn', detail: { reason, keys } }, act);
  return true;
}

function* setSunset(provider: string, endsAt: number | null): Verb<number> {
  const sql = 'UPDATE api_keys SET sunset_at = $2 WHERE provider = $1 AND revoked_at IS NULL';
  return yield* execute(sql, [provider, endsAt]);
}
