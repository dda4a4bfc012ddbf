/** `valetkey user create` */
import type { Core } from '../../domain/core.ts';
import { newId } from '../../domain/ids.ts';
import { normaliseEmail } from '../../domain/people.ts';
import type { User } from '../../store/rows.ts';
import { defineCommand, PROVIDER_OPTION } from '../command.ts';
import { describeUser } from '../describe-people.ts';
import { CommandError, UsageError } from '../failures.ts';
import { getAccount, getProvider } from '../find.ts';
import { PASSWORD_OPTION, readPassword } from '../password-input.ts';
import { renderFields } from '../text-table.ts';
import { operatorAct } from '../operator.ts';
import { withCore } from '../workspace.ts';

export const userCreate = defineCommand({
  name: 'user create',
  summary: 'Create a user who signs in with e-mail and password, as a member of accounts',
  options: {
    provider: PROVIDER_OPTION,
    email: { type: 'text', value: 'email', required: true, description: 'What the user signs in with' },
    name: { type: 'text', required: true, description: 'The user’s name' },
    account: { type: 'list', value: 'account', description: 'Id or name of an account' },
    role: { type: 'text', value: 'role', description: 'member (the default) or administrator' },
    'password-stdin': PASSWORD_OPTION,
  },
  examples: ['valetkey user create --provider copper --email ada@acme.example --name "Ada" --account Acme'],
  async run(context) {
    const { values } = context;
    const role = parseRole(values.role);
    await withCore(context, async core => {
      const provider = getProvider(core, values.provider);
      if (provider.login.type !== 'directory')
        throw new CommandError(`Users of ${provider.name} come from its own login; none are created here.`);
      const accounts = await Promise.all(values.account.map(text => getAccount(core, text, provider.slug)));
      const { password, shown } = await readPassword(values['password-stdin']);
      const user = await createUser(core, provider.slug, values.email, values.name, password);
      for (const account of accounts)
        await core.store.putMember(account.id, user.id, role, operatorAct(core));
      context.answer(
        {
          ...describeUser(user),
          accounts: accounts.map(({ id, name }) => ({ account_id: id, name, role })),
          ...(shown === null ? {} : { password: shown }),
        },
        renderFields({ user: user.id, email: user.email, password: shown }),
      );
    });
  },
});

async function createUser(
  core: Core,
  provider: string,
  email: string,
  name: string,
  password: string,
): Promise<User> {
  const act = operatorAct(core);
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new UsageError(`--email: "${email}" is no e-mail address.`);
  const passwordHash = await core.passwords.hash(password);
  return await core.store.createUser(
    {
      id: newId(core.clock.nowMs()),
      provider,
      externalId: null,
      email: normaliseEmail(email),
      name,
      passwordHash,
      createdAt: act.now,
    },
    act,
  );
}

function parseRole(text = 'member'): 'member' | 'administrator' {
  if (text !== 'member' && text !== 'administrator')
    throw new UsageError(`--role: write member or administrator, not "${text}".`);
  return text;
}
