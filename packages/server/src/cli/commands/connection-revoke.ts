/** `valetkey connection revoke` (R49-R51): one connection, or everything of an app, a user or an account. */
import type { Core } from '../../domain/core.ts';
import { isId } from '../../domain/ids.ts';
import { defineCommand, PROVIDER_OPTION } from '../command.ts';
import { CommandError, UsageError } from '../failures.ts';
import { getAccount, getApp, getUser } from '../find.ts';
import { operatorAct } from '../operator.ts';
import { withCore } from '../workspace.ts';

export const connectionRevoke = defineCommand({
  name: 'connection revoke',
  summary: 'Take access back at once: one connection, or all of an app, a user or an account',
  arguments: [{ name: 'id', description: 'as `valetkey connection list` shows it', optional: true }],
  options: {
    app: { type: 'text', value: 'client_id', description: 'Everything this app has' },
    user: { type: 'text', value: 'user', description: 'Everything that acts for this user, API keys too' },
    account: { type: 'text', value: 'account', description: 'Everything on this account, API keys too' },
    provider: PROVIDER_OPTION,
    reason: { type: 'text', description: 'Stands in the event (default: revoked by the operator)' },
  },
  examples: ['valetkey connection revoke <id>', 'valetkey connection revoke --app <client_id>'],
  async run(context) {
    const { values } = context;
    const [id] = context.arguments;
    const named = [id, values.app, values.user, values.account].filter(value => value !== undefined);
    if (named.length !== 1)
      throw new UsageError('Name one thing to revoke: an <id>, or --app, or --user, or --account.');
    const reason = values.reason ?? 'revoked by the operator';
    await withCore(context, async core => {
      const done =
        id === undefined ? await revokeWhole(core, values, reason) : await revokeOne(core, id, reason);
      context.answer({ revoked: true, ...done.ids }, `${done.text} No token of it works any more.`);
    });
  },
});

interface Done {
  ids: Record<string, string>;
  text: string;
}

async function revokeOne(core: Core, id: string, reason: string): Promise<Done> {
  if (!isId(id) || !(await core.store.revokeConnection(id, reason, operatorAct(core))))
    throw new CommandError('There is no such connection that still works. See: valetkey connection list');
  return { ids: { connection_id: id }, text: `The connection ${id} is revoked.` };
}

async function revokeWhole(
  core: Core,
  { app, user, account, provider }: Record<'app' | 'user' | 'account' | 'provider', string | undefined>,
  reason: string,
): Promise<Done> {
  if (app !== undefined) {
    const { id, name } = await getApp(core, app);
    await core.store.revokeAll({ appId: id }, reason, operatorAct(core));
    return { ids: { client_id: id }, text: `Every connection of ${name} is revoked.` };
  }
  if (user !== undefined) {
    const { id, email } = await getUser(core, user, provider);
    await core.store.revokeAll({ userId: id }, reason, operatorAct(core));
    return { ids: { user_id: id }, text: `Every connection and key of ${email} is revoked.` };
  }
  const { id, name } = await getAccount(core, account!, provider);
  await core.store.revokeAll({ accountId: id }, reason, operatorAct(core));
  return { ids: { account_id: id }, text: `Every connection and key of ${name} is revoked.` };
}
