/** `valetkey api-key revoke` */
import { isId, newId } from '../../domain/ids.ts';
import { defineCommand } from '../command.ts';
import { CommandError } from '../failures.ts';
import { operatorAct } from '../operator.ts';
import { withCore } from '../workspace.ts';

export const apiKeyRevoke = defineCommand({
  name: 'api-key revoke',
  summary: 'End an API key at once',
  arguments: [{ name: 'id', description: 'as `valetkey api-key list` shows it' }],
  options: { reason: { type: 'text', description: 'What its owner reads' } },
  async run(context) {
    const id = context.arguments[0]!;
    const { reason = '' } = context.values;
    await withCore(context, async core => {
      const told = { actId: newId(core.clock.nowMs()), reason };
      if (!isId(id) || !(await core.store.revokeApiKey(id, operatorAct(core), told)))
        throw new CommandError('There is no such key that still works. See: valetkey api-key list');
      context.answer({ api_key_id: id, revoked: true }, `The key ${id} works no more.`);
    });
  },
});
