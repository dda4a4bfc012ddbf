/** `valetkey app ask-changes`, `app refuse` and `app tell`: what the developer of an app is told (R13). */
import type { Core } from '../../domain/core.ts';
import { sendBack, tellDeveloper, type Decision } from '../../domain/review/decide.ts';
import type { App } from '../../store/rows.ts';
import { defineCommand, type Command } from '../command.ts';
import { getApp } from '../find.ts';
import { operatorDecision } from '../operator.ts';
import { withCore } from '../workspace.ts';

export const appAskChanges = tell({
  name: 'app ask-changes',
  summary: 'Send an app in review back to its developer with what has to change',
  done: 'is with its developer again.',
  step: (core, app, by) => sendBack(core, app, 'changes_asked', by),
});

export const appRefuse = tell({
  name: 'app refuse',
  summary: 'Refuse an app in review, with the reason',
  done: 'is refused.',
  step: (core, app, by) => sendBack(core, app, 'refused', by),
});

export const appTell = tell({
  name: 'app tell',
  summary: 'Write to the developer of an app',
  done: 'has a new message.',
  step: (core, app, by) => tellDeveloper(core, app, by),
});

function tell(of: {
  name: string;
  summary: string;
  done: string;
  step(core: Core, app: App, by: Decision): Promise<void>;
}): Command {
  return defineCommand({
    name: of.name,
    summary: of.summary,
    arguments: [{ name: 'client_id', description: 'of the app' }],
    options: {
      message: { type: 'text', value: 'text', description: 'What its developer reads', required: true },
    },
    async run(context) {
      await withCore(context, async core => {
        const app = await getApp(core, context.arguments[0]!);
        await of.step(core, app, operatorDecision(core, context.values.message));
        context.answer({ client_id: app.id, message: context.values.message }, `${app.name} ${of.done}`);
      });
    },
  });
}
