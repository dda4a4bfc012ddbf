/** docs/operations.md: what can be done, and where: on which screen, by which operation of the console API, by which command. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { OPERATIONS, type Operation } from '@valetkey/protocol/console-api';
import * as contract from '@valetkey/protocol/console-api';

export const OPERATIONS_PAGE = fileURLToPath(new URL('../docs/operations.md', import.meta.url));
const SECTIONS = fileURLToPath(new URL('../packages/console/src/', import.meta.url));

/** Commands for whoever runs the server: what they do has no place on a screen. */
export const COMMANDS_ALONE: Readonly<Record<string, string>> = {
  serve: 'starts the server',
  demo: 'starts the demo',
  tour: 'plays the flow in a terminal',
  'config check': 'reads a file before the server starts',
  doctor: 'looks at the machine',
  migrate: 'changes the database while no server runs',
  'migrate status': 'looks at the database while no server runs',
  'migrate-store': 'moves everything to another database',
  backup: 'writes a file of the whole deployment',
  restore: 'reads a file of the whole deployment',
  'provider list': 'all providers of a deployment; a console is one provider’s',
  'audit verify': 'reads the whole log; what it says must not come from whoever runs the console',
  'audit seal': 'the server does so each minute',
  'app unverify': 'on the screen it is `app verify` the other way round',
  'keys list': 'the keys stand among what the screen of the provider shows',
  'account create': 'accounts and users of a directory are the company’s own',
  'account set-plan': 'accounts and users of a directory are the company’s own',
  'account suspend': 'accounts and users of a directory are the company’s own',
  'account resume': 'accounts and users of a directory are the company’s own',
  'account remove-member': 'accounts and users of a directory are the company’s own',
  'user create': 'accounts and users of a directory are the company’s own',
  'user disable': 'accounts and users of a directory are the company’s own',
  'user enable': 'accounts and users of a directory are the company’s own',
  'user export': 'what somebody asks the company for, on paper as often as not',
  'user erase': 'what somebody asks the company for, on paper as often as not',
  'user set-password': 'accounts and users of a directory are the company’s own',
};

/** The screens that call an operation, as paths below `packages/console/src`. */
export function screensOf(operation: Operation): string[] {
  const name = Object.entries(contract).find(([, value]) => value === operation)![0];
  return SOURCES.filter(([, code]) => new RegExp(`\\b${name}\\b`, 'u').test(code)).map(([file]) => file);
}

const SOURCES = globSync('**/*.{ts,tsx}', { cwd: SECTIONS })
  .toSorted()
  .map(file => [file, readFileSync(SECTIONS + file, 'utf8')] as const);

export function renderOperations(): string {
  const rows = OPERATIONS.map(operation => {
    const { name, summary, role, recentSignIn, command } = operation;
    const screens = screensOf(operation).map(file => `\`${file}\``);
    const who = recentSignIn ? `${role}, signed in lately` : role;
    const by = typeof command === 'string' ? `\`valetkey ${command}\`` : `none: ${command.none}`;
    return `| \`${name}\` | ${summary} | ${who} | ${screens.join(', ')} | ${by} |`;
  });
  const alone = Object.entries(COMMANDS_ALONE).map(([name, why]) => `| \`valetkey ${name}\` | ${why} |`);
  return [
    '# Everything that can be done, and where',
    '',
    'Each operation of the console API, the screens of the console that use it, and the command that does the same. Written by `npm run tables`.',
    'Addresses, bodies and answers: `/{slug}/console/api/openapi.json` (OpenAPI 3.1). Screens are files below `packages/console/src/`.',
    '',
    '| operation | what it does | who may | screens | command |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    'Commands that are no operation of the console:',
    '',
    '| command | why |',
    '| --- | --- |',
    ...alone,
    '',
  ].join('\n');
}
