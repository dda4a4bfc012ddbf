/** `valetkey app suspend` and `valetkey app resume` (S-J15) */
import { resumeApp, suspendApp } from '../../domain/review/decide.ts';
import { defineCommand } from '../command.ts';
import { describeApp } from '../describe-app.ts';
import { CommandError } from '../failures.ts';
import { getApp } from '../find.ts';
import { operatorDecision } from '../operator.ts';
import { withCore } from '../workspace.ts';

const ARGUMENTS = [{ name: 'client_id', description: 'of the app' }];
const OPTIONS = {
  message: { type: 'text', value: 'text', description: 'What its developer reads' },
} as const;

export const appSuspend = defineCommand({
  name: 'app suspend',
  summary: 'Stop an app at once: no new connections, no token works',
  arguments: ARGUMENTS,
  options: OPTIONS,
  async run(context) {
    await withCore(context, async core => {
      const app = await getApp(core, context.arguments[0]!);
      if (app.status === 'suspended') throw new CommandError('The app is suspended already.');
      await suspendApp(core, app, operatorDecision(core, context.values.message ?? ''));
      context.answer(
        describeApp({ ...app, status: 'suspended' }),
        `${app.name} is suspended: none of its tokens works any more. Undo: valetkey app resume`,
      );
    });
  },
});

export const appResume = defineCommand({
  name: 'app resume',
  summary: 'Let a suspended app be again what it was',
  arguments: ARGUMENTS,
  options: OPTIONS,
  async run(context) {
    await withCore(context, async core => {
      const app = await getApp(core, context.arguments[0]!);
      if (app.status !== 'suspended') throw new CommandError(`The app is ${app.status} already.`);
      const status = await resumeApp(core, app, operatorDecision(core, context.values.message ?? ''));
      const works = status === 'approved' ? 'works again.' : `is ${status} again.`;
      context.answer(describeApp({ ...app, status }), `${app.name} ${works}`);
    });
  },
});
