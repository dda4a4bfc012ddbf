/** Everything a screen does, the API and the command do too. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { OPERATIONS } from '@valetkey/protocol/console-api';
import { COMMANDS } from '../packages/server/src/cli/commands.ts';
import { CONSOLE_ROUTES } from '../packages/server/src/console-api/routes.ts';
import { COMMANDS_ALONE, OPERATIONS_PAGE, renderOperations, screensOf } from './operations.ts';

const commands = new Set(COMMANDS.map(({ name }) => name));

test('every operation has a route, a screen and a command, or says why there is no command', () => {
  assert.deepEqual(
    OPERATIONS.map(({ name }) => name).toSorted(),
    CONSOLE_ROUTES.map(({ operation }) => operation.name).toSorted(),
  );
  for (const operation of OPERATIONS) {
    assert.notDeepEqual(screensOf(operation), [], `${operation.name} is on no screen`);
    const { command } = operation;
    if (typeof command === 'string')
      assert.ok(commands.has(command), `${operation.name}: valetkey ${command}`);
    else assert.match(command.none, /\w+ \w+/, operation.name);
  }
});

test('every command is an operation of the console, too, or says why not', () => {
  const operations = new Set<unknown>(OPERATIONS.map(({ command }) => command));
  for (const name of commands)
    assert.notEqual(operations.has(name), name in COMMANDS_ALONE, `valetkey ${name}: one of the two`);
  for (const name of Object.keys(COMMANDS_ALONE)) assert.ok(commands.has(name), name);
});

test('docs/operations.md is written from the operations and commands', () => {
  assert.equal(readFileSync(OPERATIONS_PAGE, 'utf8'), renderOperations(), 'run: npm run tables');
});
