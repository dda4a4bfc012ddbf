/** `valetkey account members` */
import { defineCommand, PROVIDER_OPTION } from '../command.ts';
import { getAccount } from '../find.ts';
import { renderTable } from '../text-table.ts';
import { showTime } from '../times.ts';
import { withCore } from '../workspace.ts';

const MOST = 500;

export const accountMembers = defineCommand({
  name: 'account members',
  summary: 'Members of an account, with what acts for each',
  arguments: [{ name: 'account', description: 'its id or name' }],
  options: {
    provider: PROVIDER_OPTION,
    search: { type: 'text', description: 'Part of the name or address' },
  },
  async run(context) {
    const { provider, search } = context.values;
    await withCore(context, async core => {
      const account = await getAccount(core, context.arguments[0]!, provider);
      const found = await core.store.listMembers({
        accountId: account.id,
        ...(search === undefined ? {} : { search }),
        limit: MOST,
      });
      const rows = found.map(({ user, role, connections, apiKeys, lastUsedAt }) => ({
        user_id: user.id,
        email: user.email,
        name: user.name,
        role,
        connections,
        api_keys: apiKeys,
        last_used_at: lastUsedAt,
      }));
      context.answer(
        rows,
        renderTable(
          ['email', 'name', 'role', 'connections', 'keys', 'last used'],
          rows.map(row => [
            row.email,
            row.name,
            row.role,
            String(row.connections),
            String(row.api_keys),
            showTime(row.last_used_at),
          ]),
        ),
      );
    });
  },
});
