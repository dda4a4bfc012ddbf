/** `valetkey account remove-member` (S-O6) */
import { defineCommand, PROVIDER_OPTION } from '../command.ts';
import { CommandError } from '../failures.ts';
import { getAccount, getProvider, getUser } from '../find.ts';
import { operatorAct } from '../operator.ts';
import { withCore } from '../workspace.ts';

export const accountRemoveMember = defineCommand({
  name: 'account remove-member',
  summary: 'End a membership, and with it everything that acts for the member on the account',
  arguments: [
    { name: 'account', description: 'its id or name' },
    { name: 'user', description: 'id or e-mail address' },
  ],
  options: { provider: PROVIDER_OPTION },
  async run(context) {
    await withCore(context, async core => {
      const account = await getAccount(core, context.arguments[0]!, context.values.provider);
      const provider = getProvider(core, account.provider);
      // The next sign-in would bring the membership back.
      if (provider.login.type !== 'directory')
        throw new CommandError(`Members of ${account.name} come from the login of ${provider.name}.`);
      const user = await getUser(core, context.arguments[1]!, account.provider);
      await core.store.removeMember(account.id, user.id, operatorAct(core));
      context.answer(
        { account_id: account.id, user_id: user.id, member: false },
        `${user.email} is no member of ${account.name} any more. No connection or key of theirs opens it.`,
      );
    });
  },
});
