/** `valetkey account suspend` and `valetkey account resume` */
import { defineCommand, PROVIDER_OPTION, type Command } from '../command.ts';
import { describeAccount } from '../describe-people.ts';
import { getAccount } from '../find.ts';
import { operatorAct } from '../operator.ts';
import { withCore } from '../workspace.ts';

export const accountSuspend = changeStatus(
  'suspend',
  'Close an account’s data to every app at once',
  'suspended',
  'is suspended: no app reads its data any more.',
);
export const accountResume = changeStatus(
  'resume',
  'Open a suspended account again',
  'active',
  'is open again.',
);

function changeStatus(verb: string, summary: string, status: 'suspended' | 'active', done: string): Command {
  return defineCommand({
    name: `account ${verb}`,
    summary,
    arguments: [{ name: 'account', description: 'its id or name' }],
    options: { provider: PROVIDER_OPTION },
    async run(context) {
      await withCore(context, async core => {
        const account = await getAccount(core, context.arguments[0]!, context.values.provider);
        await core.store.setAccountStatus(account.id, status, operatorAct(core));
        context.answer(describeAccount({ ...account, status }), `${account.name} ${done}`);
      });
    },
  });
}
