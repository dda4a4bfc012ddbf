/** `valetkey user set-password` */
import { defineCommand, PROVIDER_OPTION } from '../command.ts';
import { describeUser } from '../describe-people.ts';
import { getUser } from '../find.ts';
import { PASSWORD_OPTION, readPassword } from '../password-input.ts';
import { renderFields } from '../text-table.ts';
import { operatorAct } from '../operator.ts';
import { withCore } from '../workspace.ts';

export const userSetPassword = defineCommand({
  name: 'user set-password',
  summary: 'Give a user a new password; they are signed out everywhere',
  arguments: [{ name: 'user', description: 'id or e-mail address' }],
  options: { provider: PROVIDER_OPTION, 'password-stdin': PASSWORD_OPTION },
  async run(context) {
    await withCore(context, async core => {
      const user = await getUser(core, context.arguments[0]!, context.values.provider);
      const { password, shown } = await readPassword(context.values['password-stdin']);
      const hash = await core.passwords.hash(password);
      await core.store.setPasswordHash(user.id, hash, operatorAct(core));
      await core.store.endSessionsOf(user.id, operatorAct(core));
      context.answer(
        { ...describeUser(user), ...(shown === null ? {} : { password: shown }) },
        renderFields({ email: user.email, password: shown ?? 'as you wrote it' }),
      );
    });
  },
});
