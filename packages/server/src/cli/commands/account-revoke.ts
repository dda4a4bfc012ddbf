/** `valetkey account revoke` (R50): what the administrators of an account can do, done for them. */
import { revokeAccess } from '../../domain/administration/access.ts';
import { defineCommand, PROVIDER_OPTION } from '../command.ts';
import { UsageError } from '../failures.ts';
import { getAccount, getApp, getUser } from '../find.ts';
import { OPERATOR } from '../operator.ts';
import { withCore } from '../workspace.ts';

export const accountRevoke = defineCommand({
  name: 'account revoke',
  summary: 'Take access on an account back, on behalf of its members; they are told why',
  arguments: [{ name: 'account', description: 'its id or name' }],
  options: {
    provider: PROVIDER_OPTION,
    app: { type: 'text', value: 'client_id', description: 'Everything of this app' },
    member: { type: 'text', value: 'user', description: 'Everything of this member, API keys too' },
    id: { type: 'list', value: 'id', description: 'This connection or key; may stand several times' },
    everything: { type: 'flag', description: 'Everything, API keys too' },
    reason: { type: 'text', required: true, description: 'What the members are told' },
  },
  examples: ['valetkey account revoke Acme --app <client_id> --reason "We stopped using it"'],
  async run(context) {
    const { values } = context;
    const named = values.app !== undefined || values.member !== undefined || values.id.length > 0;
    if (named === values.everything)
      throw new UsageError('Say what is to end: --app, --member or --id, or else --everything.');
    await withCore(context, async core => {
      const account = await getAccount(core, context.arguments[0]!, values.provider);
      const selection = {
        accountId: account.id,
        ...(values.app === undefined ? {} : { appId: (await getApp(core, values.app)).id }),
        ...(values.member === undefined
          ? {}
          : { userId: (await getUser(core, values.member, account.provider)).id }),
        ...(values.id.length === 0 ? {} : { ids: values.id }),
      };
      const sum = await revokeAccess(core, selection, values.reason, OPERATOR);
      const { connections, tokens, apiKeys, members } = sum;
      context.answer(
        { account_id: account.id, connections, tokens, api_keys: apiKeys, members },
        `Ended on ${account.name}: ${connections} connections with ${tokens} tokens, ${apiKeys} API keys, of ${members} members.`,
      );
    });
  },
});
