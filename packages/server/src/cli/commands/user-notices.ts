/** `valetkey user notices`: what a user is told of things that an administrator did. */
import { listNotices } from '../../domain/administration/notices.ts';
import { defineCommand, PROVIDER_OPTION } from '../command.ts';
import { getUser } from '../find.ts';
import { renderTable } from '../text-table.ts';
import { showTime } from '../times.ts';
import { withCore } from '../workspace.ts';

export const userNotices = defineCommand({
  name: 'user notices',
  summary: 'What a user is told of things that administrators did, until it is dismissed',
  arguments: [{ name: 'user', description: 'id or e-mail address' }],
  options: { provider: PROVIDER_OPTION },
  async run(context) {
    await withCore(context, async core => {
      const user = await getUser(core, context.arguments[0]!, context.values.provider);
      const rows = (await listNotices(core, user.id)).map(({ row, account, actor }) => ({
        at: row.at,
        kind: row.kind,
        account: account.name,
        names: row.names,
        count: row.count,
        by: actor.name || actor.kind,
        reason: row.reason,
      }));
      context.answer(
        rows,
        renderTable(
          ['at', 'what', 'account', 'apps and keys', 'by', 'reason'],
          rows.map(row => [
            showTime(row.at),
            row.kind,
            row.account,
            row.names.join(', '),
            row.by,
            row.reason,
          ]),
        ),
      );
    });
  },
});
