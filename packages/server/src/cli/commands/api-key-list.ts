/** `valetkey api-key list` */
import type { ApiKeyContext } from '../../store/rows.ts';
import { defineCommand } from '../command.ts';
import { getAccount, getProviderFilter, getUser } from '../find.ts';
import { renderTable } from '../text-table.ts';
import { parseCount, showTime } from '../times.ts';
import { withCore } from '../workspace.ts';

export const apiKeyList = defineCommand({
  name: 'api-key list',
  summary: 'API keys (their ends only), newest first',
  options: {
    provider: { type: 'text', value: 'slug', description: 'Of this provider only' },
    user: { type: 'text', value: 'user', description: 'Of this user only' },
    account: { type: 'text', value: 'account', description: 'Of this account only' },
    ended: { type: 'flag', description: 'The ended ones instead' },
    limit: { type: 'text', value: 'number', description: 'How many (default: 100)' },
  },
  async run(context) {
    const { values } = context;
    const limit = parseCount(values.limit, '--limit', 100, 1000);
    await withCore(context, async core => {
      const filter = getProviderFilter(core, values.provider);
      const keys = await core.store.listApiKeys({
        ...filter,
        ...(values.user === undefined
          ? {}
          : { userId: (await getUser(core, values.user, filter.provider)).id }),
        ...(values.account === undefined
          ? {}
          : { accountId: (await getAccount(core, values.account, filter.provider)).id }),
        ended: values.ended,
        limit,
      });
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
