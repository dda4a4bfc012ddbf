/** Legacy API keys beside OAuth (R4, R7): the same guard, scopes and usage. */
import { OAuthError, isSubset, say } from '@valetkey/protocol';
import type { Account, User } from '../store/rows.ts';
import type { NewApiKey } from '../store/store.ts';
import { nowSeconds } from './clock.ts';
import type { Core } from './core.ts';
import { newId } from './ids.ts';
import { planAllows, type Provider } from './providers.ts';
import { newApiKey } from './secrets.ts';

/**
 * The key is returned this once. Without `scopes` it opens everything, as legacy keys do.
 * @throws {OAuthError} when the provider has no keys, the user is no member, or the plan has no API access.
 */
export async function createApiKey(
  core: Core,
  provider: Provider,
  of: {
    user: User;
    account: Account;
    label: string;
    scopes?: readonly string[] | undefined;
    expiresAt?: number | undefined;
  },
  actor: string,
): Promise<{ id: string; key: string }> {
  const { keys } = provider.profile.api;
  if (keys === 'none')
    throw new OAuthError('invalid_request', say('keys_none_connect', { provider: provider.name }));
  const members = await core.store.listMemberships(of.user.id);
  if (!members.some(m => m.account.id === of.account.id))
    throw new OAuthError('access_denied', say('key_not_a_member'));
  if (!planAllows(provider, of.account.plan)) throw new OAuthError('plan_required', say('key_plan'));
  const scopes = of.scopes ?? fullScopes(provider);
  if (!isSubset(scopes, provider.scopeNames))
    throw new OAuthError(
      'invalid_scope',
      say('key_scope_unknown', { provider: provider.name, known: provider.scopeNames.join(', ') }),
    );
  const id = newId(core.clock.nowMs());
  const key = newApiKey(id);
  const row: NewApiKey = {
    id,
    provider: provider.slug,
    userId: of.user.id,
    accountId: of.account.id,
    label: of.label,
    hash: core.keys.pepper.hash('api-key', key),
    lastFour: key.slice(-4),
    scopes,
    personal: keys === 'one',
    createdAt: nowSeconds(core.clock),
    expiresAt: of.expiresAt ?? null,
  };
  await core.store.createApiKey(row, { now: row.createdAt, actor });
  return { id, key };
}

/** The one scope that contains all others where there is one (S1), else all of them. */
function fullScopes(provider: Provider): readonly string[] {
  const whole = provider.scopeNames.find(name => provider.includes.get(name) === '*');
  return whole ? [whole] : provider.scopeNames;
}
