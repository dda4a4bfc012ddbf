/** `valetkey account set-plan` (R2) */
import { defineCommand, PROVIDER_OPTION } from '../command.ts';
import { describeAccount } from '../describe-people.ts';
import { getAccount } from '../find.ts';
import { operatorAct } from '../operator.ts';
import { withCore } from '../workspace.ts';

export const accountSetPlan = defineCommand({
  name: 'account set-plan',
  summary: 'Change the plan of an account; tokens follow at once',
  arguments: [
    { name: 'account', description: 'its id or name' },
    { name: 'plan', description: 'the new plan; left out: none', optional: true },
  ],
  options: { provider: PROVIDER_OPTION },
  async run(context) {
    const [text = '', plan = null] = context.arguments;
    await withCore(context, async core => {
      const account = await getAccount(core, text, context.values.provider);
      await core.store.setAccountPlan(account.id, plan, operatorAct(core));
      context.answer(
        describeAccount({ ...account, plan }),
        `${account.name} has ${plan === null ? 'no plan' : `the plan ${plan}`} now.`,
      );
    });
  },
});
