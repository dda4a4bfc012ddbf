/** `valetkey user disable` and `valetkey user enable` */
import { defineCommand, PROVIDER_OPTION, type Command } from '../command.ts';
import { describeUser } from '../describe-people.ts';
import { getUser } from '../find.ts';
import { operatorAct } from '../operator.ts';
import { withCore } from '../workspace.ts';

export const userDisable = changeStatus(
  'disable',
  'Sign a user out and stop everything that acts for them, at once',
  'disabled',
  'is disabled: signed out, and no token or key acts for them any more.',
);
export const userEnable = changeStatus(
  'enable',
  'Let a disabled user sign in again',
  'active',
  'may sign in again.',
);

function changeStatus(verb: string, summary: string, status: 'disabled' | 'active', done: string): Command {
  return defineCommand({
    name: `user ${verb}`,
    summary,
    arguments: [{ name: 'user', description: 'id or e-mail address' }],
    options: { provider: PROVIDER_OPTION },
    async run(context) {
      await withCore(context, async core => {
        const user = await getUser(core, context.arguments[0]!, context.values.provider);
        await core.store.setUserStatus(user.id, status, operatorAct(core));
        context.answer(describeUser({ ...user, status }), `${user.email} ${done}`);
      });
    },
  });
}
