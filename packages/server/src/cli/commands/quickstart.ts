/** `valetkey quickstart`: the program to begin with, filled in with the app's own values (R57). */
import { quickstartsFor } from '@valetkey/protocol/quickstart';
import {
  noteTexts,
  quickstartApp,
  writeQuickstart,
  type WrittenQuickstart,
} from '../../domain/quickstart.ts';
import { defineCommand } from '../command.ts';
import { CommandError, UsageError } from '../failures.ts';
import { getApp, getProviderOf } from '../find.ts';
import { withCore } from '../workspace.ts';

export const quickstart = defineCommand({
  name: 'quickstart',
  summary: 'Print a program that connects and calls the API, filled in with an app’s own values',
  arguments: [{ name: 'client_id', description: 'of the app' }],
  options: {
    language: { type: 'text', value: 'name', description: 'curl, python, java, go … (default: curl)' },
    'redirect-uri': { type: 'text', value: 'url', description: 'Which of the app’s (default: the first)' },
  },
  examples: ['valetkey quickstart <client_id> --language python > quickstart.py'],
  async run(context) {
    const { values } = context;
    await withCore(context, async core => {
      const app = await getApp(core, context.arguments[0]!);
      const filled = quickstartApp(getProviderOf(core, app), app, values['redirect-uri']);
      if (filled === null)
        throw new CommandError(
          `${app.name} has no such redirect URI. It has: ${app.redirectUris.join(', ') || 'none'}.`,
        );
      const written = writeQuickstart(filled, values.language ?? 'curl');
      if (written === null) {
        const known = quickstartsFor(filled).map(({ language }) => language);
        throw new UsageError(`--language: there is no quickstart in that. There are: ${known.join(', ')}.`);
      }
      if (!context.json) context.output.err(`${explain(written)}\n\n`);
      context.answer(written, written.files[0]!.text.trimEnd());
    });
  },
});

/** Beside the program, which alone goes to standard output: it may be written to a file as it is. */
function explain({ title, library, dead, install, run, files, notes }: WrittenQuickstart): string {
  const [program, ...others] = files.map(({ name }) => name);
  return [
    `${title} with ${library}${dead === null ? '' : ` (${dead.name} is dead: ${dead.successor})`}`,
    '',
    `  # ${[`this as ${program}`, ...others.map(name => `${name}: see --json`)].join('; ')}`,
    ...[...install, ...run].map(line => `  ${line}`),
    '',
    ...noteTexts(notes).map(note => `- ${note}`),
  ].join('\n');
}
