/** The command line itself: help, mistakes, exit codes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COMMANDS } from './commands.ts';
import { renderHelp } from './help.ts';
import { openTerminal } from './fixtures.ts';

test('valetkey --help lists every command; each command’s --help names every option', async t => {
  const terminal = openTerminal(t);
  const overview = await terminal.run(['--help']);
  assert.equal(overview.code, 0);
  for (const { name, summary } of COMMANDS) {
    assert.ok(overview.stdout.includes(name), name);
    assert.ok(overview.stdout.includes(summary), summary);
  }
  // As people see it for one of each kind; the others are made by the same function.
  const asked = new Set(['serve', 'app create', 'account audit']);
  for (const command of COMMANDS) {
    const { name, options } = command;
    const help = asked.has(name)
      ? (await terminal.run([...name.split(' '), '--help'])).stdout
      : renderHelp(command);
    assert.match(help, new RegExp(`Usage: valetkey ${name} `));
    for (const option of [...Object.keys(options), 'config', 'data', 'json', 'help'])
      assert.ok(help.includes(`--${option}`), `${name} --${option}`);
  }
});

test('the commands the product promises are there', () => {
  const promised =
    'serve, demo, config check, doctor, provider list, app create, app list, app show, app approve, app suspend, app resume, ' +
    'app rotate-secret, app revoke-secret, account create, account set-plan, account suspend, user create, user disable, ' +
    'user set-password, api-key create, api-key list, api-key revoke, connection list, connection revoke, events, requests, ' +
    'keys list, keys rotate, tour';
  const names = new Set(COMMANDS.map(({ name }) => name));
  assert.deepEqual(
    promised.split(', ').filter(name => !names.has(name)),
    [],
  );
});

const MISTAKES: [string, string[], RegExp][] = [
  ['no command', ['--json'], /valetkey --help/],
  ['unknown command', ['conect'], /no command "conect".*valetkey --help/],
  ['half a command', ['app'], /valetkey app create, valetkey app list/],
  ['unknown option', ['app', 'list', '--bogus'], /no option --bogus.*valetkey app list --help/],
  ['missing value', ['app', 'create', '--name'], /--name needs a value: --name <text>/],
  ['an option for a value', ['app', 'create', '--name', '--public'], /--name needs a value.*--name=--public/],
  ['missing option', ['app', 'create', '--name', 'X'], /--description is missing/],
  ['missing argument', ['app', 'show'], /<client_id> is missing/],
  ['one word too many', ['app', 'list', 'x'], /"x" is one word too many/],
  ['a value for a flag', ['doctor', '--json=1'], /--json takes no value/],
  ['twice', ['app', 'list', '--provider', 'a', '--provider', 'b'], /--provider stands twice/],
  ['no provider named', ['account', 'create', '--name', 'X'], /name one with --provider: standard, copyai/],
  ['unknown provider', ['app', 'list', '--provider', 'x'], /no provider "x". There are: standard/],
  ['no duration', ['app', 'rotate-secret', 'x', '--overlap', 'soon'], /--overlap: "soon" is no duration/],
  ['nothing to revoke', ['connection', 'revoke'], /Name one thing to revoke/],
];

test('a mistake on the command line is one sentence with what to do, exit code 2; with --json in JSON too', async t => {
  const terminal = openTerminal(t);
  // Some mistakes are seen only with a database there.
  assert.equal((await terminal.run(['account', 'create', '--provider', 'copper', '--name', 'A'])).code, 0);
  for (const [name, args, sentence] of MISTAKES) {
    const { code, stdout, stderr } = await terminal.run(args);
    assert.equal(code, 2, name);
    const said = args.includes('--json') || args.includes('--json=1') ? stdout + stderr : stderr;
    assert.match(said, sentence, name);
    assert.doesNotMatch(said, /\n\s+at /, name);
  }
  const { code, json } = await terminal.run(['app', 'list', '--bogus', '--json']);
  assert.equal(code, 2);
  assert.deepEqual(json, {
    error: { code: 'usage', message: 'There is no option --bogus. See: valetkey app list --help' },
  });
});

test('what cannot be done is one sentence, exit code 1; with --json in JSON', async t => {
  const terminal = openTerminal(t);
  const noDatabase = await terminal.run(['app', 'list', '--json']);
  assert.equal(noDatabase.code, 1);
  assert.match((noDatabase.json['error'] as { message: string }).message, /no database in .*--data/);
  const broken = await terminal.run(['config', 'check', '--config', 'nowhere.json']);
  assert.equal(broken.code, 1);
  assert.match(
    broken.stderr,
    /^There is no configuration at .*nowhere\.json.*--config or VALETKEY_CONFIG\.\n$/,
  );
  const account = ['account', 'create', '--provider', 'copper', '--name', 'A'];
  assert.equal((await terminal.run(account)).code, 0);
  const unknown = await terminal.run(['app', 'show', 'nobody']);
  assert.deepEqual([unknown.code, unknown.stdout], [1, '']);
  assert.match(unknown.stderr, /no app with the client_id "nobody".*valetkey app list/);
});
