/** `valetkey api-key revoke` */
import { isId } from '../../domain/ids.ts';
import { defineCommand } from '../command.ts';
import { CommandError } from '../failures.ts';
import { operatorAct } from '../operator.ts';
import { withCore } from '../workspace.ts';

export const apiKeyRevoke = defineCommand({
  name: 'api-key revoke',
  summary: 'End an API key at once',
  arguments: [{ name: 'id', description: 'as `valetkey api-key list` shows it' }],
  async run(context) {
    const id = context.arguments[0]!;
    await withCore(context, async core => {
      if (!isId(id) || !(await core.store.revokeApiKey(id, operatorAct(core))))
        throw new CommandError('There is no such key that still works. See: valetkey api-key list');
      context.answer({ api_key_id: id, revoked: true }, `The key ${id} works no more.`);
    });
  },
});
