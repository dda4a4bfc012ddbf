/** `valetkey demo`, which is what `npm start` runs. */
import { resolve } from 'node:path';
import { defineCommand } from '../command.ts';
import { PEOPLE_LINES } from '../demo/people.ts';
import { startDemo, type RunningDemo } from '../demo/start.ts';
import { DEMO_SLUGS } from '../demo/state.ts';
import { untilSignal } from '../ending.ts';
import { renderFields } from '../text-table.ts';

export const demo = defineCommand({
  name: 'demo',
  summary: 'Run server, sample API and third-party app on this machine, with people and data',
  options: {
    empty: {
      type: 'flag',
      description: 'Without the invented apps, people and traffic that the screens show at first',
    },
  },
  async run(context) {
    const { environment, values } = context;
    const directory = resolve(environment.dataDirectory ?? 'data');
    const ended = untilSignal();
    const running = await startDemo(environment, directory, { withHistory: !values.empty });
    context.answer(
      {
        server: running.addresses.server,
        api: running.addresses.api,
        app: running.addresses.app,
        providers: DEMO_SLUGS,
        password: running.password,
        data: directory,
      },
      renderWelcome(running, directory),
    );
    try {
      await Promise.race([ended, running.failed]);
    } finally {
      await running.close();
    }
  },
});

function renderWelcome({ addresses, password }: RunningDemo, directory: string): string {
  return `
Valetkey's demo is ready. Open ${addresses.app}
and click "Click here to analyze your own database".

${renderFields({
  'third-party app': `${addresses.app}  (examples/database-analyzer)`,
  'sample API': `${addresses.api}/{${DEMO_SLUGS.join(',')}}/people`,
  server: `${addresses.server}/{${DEMO_SLUGS.join(',')}}`,
  data: directory,
})}

Sign in as, with the password  ${password}
${PEOPLE_LINES.map(line => `  ${line}`).join('\n')}

Every step in the terminal, in a second one:  npm run -s valetkey -- tour --data ${inShell(directory)}
Stop with Ctrl+C.
`;
}

/** A path as one word of a shell. */
function inShell(path: string): string {
  return /^[\w./:@+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
