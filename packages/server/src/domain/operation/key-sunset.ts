/** API keys come to an end with notice (R4): a day that is announced, and what remains until then. */
import { OAuthError, say } from '@valetkey/protocol';
import type { Act } from '../../store/store.ts';
import type { Core } from '../core.ts';
import type { Provider } from '../providers.ts';

const DAY = 86_400;
/** Who has a key must have time to move. */
const SHORTEST_NOTICE = 7 * DAY;

/** @throws {OAuthError} invalid_request where there are no keys, or the notice is too short. */
export async function announceKeySunset(
  { store }: Core,
  { slug, name, profile }: Provider,
  { endsAt, notice }: { endsAt: number; notice: string },
  act: Act,
): Promise<number> {
  if (profile.api.keys === 'none')
    throw new OAuthError('invalid_request', say('keys_none', { provider: name }));
  if (endsAt < act.now + SHORTEST_NOTICE) throw new OAuthError('invalid_request', say('sunset_too_soon'));
  return await store.announceKeySunset({ provider: slug, endsAt, notice, announcedAt: act.now }, act);
}

/** @throws {OAuthError} invalid_request where nothing is announced. */
export async function withdrawKeySunset(
  { store }: Core,
  { slug }: Provider,
  reason: string,
  act: Act,
): Promise<void> {
  if (!(await store.withdrawKeySunset(slug, reason, act)))
    throw new OAuthError('invalid_request', say('sunset_none'));
}
