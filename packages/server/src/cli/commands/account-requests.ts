/** `valetkey account requests` and `valetkey account answer`: members who ask for an app (S-M9). */
import { answerRequest } from '../../domain/administration/policy.ts';
import { isId } from '../../domain/ids.ts';
import { defineCommand, PROVIDER_OPTION } from '../command.ts';
import { CommandError } from '../failures.ts';
import { getAccount } from '../find.ts';
import { OPERATOR } from '../operator.ts';
import { renderTable } from '../text-table.ts';
import { showTime } from '../times.ts';
import { withCore } from '../workspace.ts';
import { parseChoice } from './account-policy.ts';

const STATUSES = ['open', 'approved', 'refused'] as const;
const ANSWERS = ['approved', 'refused'] as const;

export const accountRequests = defineCommand({
  name: 'account requests',
  summary: 'Members who ask the administrators of an account for an app, newest first',
  arguments: [{ name: 'account', description: 'its id or name' }],
  options: {
    provider: PROVIDER_OPTION,
    status: { type: 'text', value: 'status', description: 'open (the default), approved or refused' },
  },
  async run(context) {
    const status = parseChoice(context.values.status ?? 'open', '--status', STATUSES);
    await withCore(context, async core => {
      const account = await getAccount(core, context.arguments[0]!, context.values.provider);
      const found = await core.store.listApprovalRequests({ accountId: account.id, status, limit: 200 });
      const rows = found.map(({ request, user, app }) => ({
        request_id: request.id,
        app: app.name,
        client_id: app.id,
        member: user.email,
        message: request.message,
        requested_at: request.requestedAt,
        status: request.status,
        reason: request.reason,
      }));
      context.answer(
        rows,
        renderTable(
          ['id', 'app', 'member', 'asked', 'message'],
          rows.map(row => [row.request_id, row.app, row.member, showTime(row.requested_at), row.message]),
        ),
      );
    });
  },
});

export const accountAnswer = defineCommand({
  name: 'account answer',
  summary: 'Let the app in that a member asks for, or refuse it; whoever asked is told',
  arguments: [
    { name: 'request', description: 'as `valetkey account requests` shows it' },
    { name: 'answer', description: ANSWERS.join(' or ') },
  ],
  options: { reason: { type: 'text', description: 'What the member is told' } },
  async run(context) {
    const [id = '', word = ''] = context.arguments;
    const answer = parseChoice(word, 'answer', ANSWERS);
    await withCore(context, async core => {
      const found = isId(id) ? await core.store.findApprovalRequest(id) : null;
      if (found === null)
        throw new CommandError('There is no such request. See: valetkey account requests <account>');
      const account = (await core.store.findAccount(found.request.accountId))!;
      const said = { answer, reason: context.values.reason ?? '' };
      const answered = await answerRequest(core, account, found.app, said, OPERATOR);
      context.answer(
        { request_id: id, answer, answered },
        `${found.app.name} on ${account.name}: ${answer}. ${answered} had asked.`,
      );
    });
  },
});
