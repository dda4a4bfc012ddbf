/** `valetkey account apps` */
import { decisionOf } from '../../store/liveness.ts';
import { defineCommand, PROVIDER_OPTION } from '../command.ts';
import { getAccount } from '../find.ts';
import { renderTable } from '../text-table.ts';
import { showTime } from '../times.ts';
import { withCore } from '../workspace.ts';

const MOST = 500;

export const accountApps = defineCommand({
  name: 'account apps',
  summary: 'Apps that are connected to an account, and what its administrators decided about each',
  arguments: [{ name: 'account', description: 'its id or name' }],
  options: { provider: PROVIDER_OPTION, search: { type: 'text', description: 'Part of the name' } },
  async run(context) {
    const { provider, search } = context.values;
    await withCore(context, async core => {
      const account = await getAccount(core, context.arguments[0]!, provider);
      const found = await core.store.listConnectedApps({
        accountId: account.id,
        ...(search === undefined ? {} : { search }),
        limit: MOST,
      });
      const rows = found.map(({ app, connections, members, lastUsedAt }) => ({
        client_id: app.id,
        name: app.name,
        decision: decisionOf(account.appPolicy, app.id),
        connections,
        members,
        last_used_at: lastUsedAt,
      }));
      context.answer(
        rows,
        renderTable(
          ['client_id', 'app', 'decision', 'connections', 'members', 'last used'],
          rows.map(row => [
            row.client_id,
            row.name,
            row.decision,
            String(row.connections),
            String(row.members),
            showTime(row.last_used_at),
          ]),
        ),
      );
    });
  },
});
