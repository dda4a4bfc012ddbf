/** `valetkey account create` */
import { newId } from '../../domain/ids.ts';
import { defineCommand, PROVIDER_OPTION } from '../command.ts';
import { describeAccount } from '../describe-people.ts';
import { getProvider } from '../find.ts';
import { operatorAct } from '../operator.ts';
import { withCore } from '../workspace.ts';

export const accountCreate = defineCommand({
  name: 'account create',
  summary: 'Create an account: a customer of the provider',
  options: {
    provider: PROVIDER_OPTION,
    name: { type: 'text', required: true, description: 'Name of the company or team' },
    plan: { type: 'text', value: 'plan', description: 'Its plan, where the provider asks for one (R2)' },
  },
  async run(context) {
    const { values } = context;
    await withCore(
      context,
      async core => {
        const act = operatorAct(core);
        const account = await core.store.createAccount(
          {
            id: newId(core.clock.nowMs()),
            provider: getProvider(core, values.provider).slug,
            externalId: null,
            name: values.name,
            plan: values.plan ?? null,
            createdAt: act.now,
          },
          act,
        );
        context.answer(describeAccount(account), `${account.name} is created: ${account.id}`);
      },
      { create: true },
    );
  },
});
