/** `valetkey app suspend` and `valetkey app resume` */
import { defineCommand, type Command } from '../command.ts';
import { describeApp } from '../describe-app.ts';
import { CommandError } from '../failures.ts';
import { getApp } from '../find.ts';
import { operatorAct } from '../operator.ts';
import { withCore } from '../workspace.ts';

export const appSuspend = changeStatus({
  name: 'app suspend',
  summary: 'Stop an app at once: no new connections, no token works',
  from: ['approved', 'draft', 'in_review'],
  to: 'suspended',
  done: 'is suspended: none of its tokens works any more. Undo: valetkey app resume',
});

export const appResume = changeStatus({
  name: 'app resume',
  summary: 'Let a suspended app work again',
  from: ['suspended'],
  to: 'approved',
  done: 'works again.',
});

function changeStatus(change: {
  name: string;
  summary: string;
  from: readonly string[];
  to: 'suspended' | 'approved';
  done: string;
}): Command {
  return defineCommand({
    name: change.name,
    summary: change.summary,
    arguments: [{ name: 'client_id', description: 'of the app' }],
    async run(context) {
      await withCore(context, async core => {
        const found = await getApp(core, context.arguments[0]!);
        if (!change.from.includes(found.status))
          throw new CommandError(`The app is ${found.status} already.`);
        const app = await core.store.setAppStatus(found.id, change.to, operatorAct(core));
        context.answer(describeApp(app ?? found), `${found.name} ${change.done}`);
      });
    },
  });
}
