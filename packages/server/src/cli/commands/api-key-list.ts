/** `valetkey api-key list` */
import type { ApiKeyContext } from '../../store/rows.ts';
import { defineCommand } from '../command.ts';
import { HOLDER_OPTIONS, getHolderFilter } from '../find.ts';
import { renderTable } from '../text-table.ts';
import { showTime } from '../times.ts';
import { withCore } from '../workspace.ts';

export const apiKeyList = defineCommand({
  name: 'api-key list',
  summary: 'API keys (their ends only), newest first',
  options: HOLDER_OPTIONS,
  async run(context) {
    await withCore(context, async core => {
      const keys = await core.store.listApiKeys(await getHolderFilter(core, context.values));
      context.answer(keys.map(describeKey), renderKeys(keys));
    });
  },
});

function describeKey({ key, user, account }: ApiKeyContext): Record<string, unknown> {
  return {
    api_key_id: key.id,
    provider: key.provider,
    label: key.label,
    last_four: key.lastFour,
    scopes: key.scopes,
    user: user.email,
    account: account.name,
    created_at: key.createdAt,
    expires_at: key.expiresAt,
    revoked_at: key.revokedAt,
    last_used_at: key.lastUsedAt,
  };
}

function renderKeys(keys: readonly ApiKeyContext[]): string {
  return renderTable(
    ['id', 'provider', 'label', 'ends in', 'user', 'account', 'last used'],
    keys.map(({ key, user, account }) => [
      key.id,
      key.provider,
      key.label,
      `…${key.lastFour}`,
      user.email,
      account.name,
      showTime(key.lastUsedAt),
    ]),
  );
}
