/** `valetkey app delete` */
import { defineCommand } from '../command.ts';
import { CommandError, UsageError } from '../failures.ts';
import { getApp } from '../find.ts';
import { operatorAct } from '../operator.ts';
import { withCore } from '../workspace.ts';

export const appDelete = defineCommand({
  name: 'app delete',
  summary: 'Give an app up, for good: its connections, tokens and secrets end at once',
  arguments: [{ name: 'client_id', description: 'of the app' }],
  options: { 'for-good': { type: 'flag', description: 'Needed: this cannot be taken back' } },
  async run(context) {
    await withCore(context, async core => {
      const app = await getApp(core, context.arguments[0]!);
      if (!context.values['for-good'])
        throw new UsageError(`${app.name} would be gone, and this cannot be taken back: add --for-good.`);
      if (!(await core.store.deleteApp(app.id, operatorAct(core))))
        throw new CommandError(`${app.name} was deleted before.`);
      context.answer(
        { client_id: app.id, deleted: true },
        `${app.name} is gone: none of its tokens or secrets works any more.`,
      );
    });
  },
});
