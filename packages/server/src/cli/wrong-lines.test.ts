/** What people get wrong on a command line: one sentence that says what to do, an exit code, never a stack, and nothing is changed. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '../domain/ids.ts';
import type { Command } from './command.ts';
import { COMMANDS } from './commands.ts';
import { OF_A_MACHINE, openOffice, SLUG, type Office } from './office.fixtures.ts';

const AT = ['--provider', SLUG];
const COMMON = COMMANDS.filter(({ name }) => !OF_A_MACHINE.has(name));

let office: Office;
before(async () => void (office = await openOffice()));
after(() => office.close());

async function refused(words: readonly string[], code: number, says = /./): Promise<void> {
  const line = words.join(' ');
  const ended = await office.command(...words);
  assert.deepEqual([ended.code, ended.out], [code, ''], `${line}: ${ended.err}`);
  assert.match(ended.err, /^\S[^\n]+\n$/, line);
  assert.doesNotMatch(ended.err, / at .*:\d|Error:|undefined|\[object|null/, line);
  assert.match(ended.err, says, line);
}

const wordsOf = ({ name }: Command): string[] => name.split(' ');

test('an option that no command has, and a word too many, are one sentence each', async () => {
  for (const command of COMMON) {
    await refused([...wordsOf(command), '--nonsense'], 2, /There is no option --nonsense/);
    const extra = [...command.arguments.map(() => 'x'), 'surplus'];
    await refused([...wordsOf(command), ...extra], 2, /"surplus" is one word too many/);
  }
});

test('what a command cannot do without is named', async () => {
  for (const command of COMMON) {
    const needed = command.arguments.some(({ optional }) => !optional);
    const required = Object.values(command.options).some(option => option.required);
    if (needed || required) await refused(wordsOf(command), 2, /is missing \(/);
  }
});

/** What belongs to an argument or an option whose value does not matter here. */
const ANY: Readonly<Record<string, string>> = {
  email: 'eve@example.com',
  role: 'viewer',
  decision: 'allowed',
  answer: 'approved',
  secret_id: 'abcd',
  url: 'https://app.example/',
  plan: 'gold',
};
const NAMES_A_ROW = /^(client_id|account|user|anomaly_id|webhook_id|delivery_id|request|id)$/;

/** Everything that is needed, and the first thing that names a row names one that is not there. */
function lineAbout(command: Command, missing: string): string[] | null {
  const options = Object.entries(command.options);
  const rows = command.arguments.filter(({ name }) => NAMES_A_ROW.test(name));
  const optional = options.find(([name]) => ['app', 'user', 'account'].includes(name));
  if (rows.length === 0 && optional === undefined) return null;
  const answer = command.name === 'anomaly answer' ? 'dismiss' : 'approved';
  const given: Readonly<Record<string, string>> = { ...ANY, answer };
  const words = command.arguments.map(({ name }) =>
    NAMES_A_ROW.test(name) ? missing : (given[name] ?? 'x'),
  );
  const required = options
    .filter(([name, { required: must }]) => must === true && name !== optional?.[0])
    .flatMap(([name]) => [`--${name}`, ANY[name] ?? 'x']);
  const named = rows.length === 0 ? [`--${optional![0]}`, missing] : [];
  const flags = ['everything', 'yes'].filter(flag => flag in command.options).map(flag => `--${flag}`);
  const provider = 'provider' in command.options ? AT : [];
  return [...wordsOf(command), ...words, ...required, ...named, ...flags, ...provider];
}

test('S-O2 an id that is not there, and a word that is no id, are not found by any command', async () => {
  const about = COMMON.filter(command => lineAbout(command, 'x') !== null);
  assert.ok(about.length > 40, `${about.length}`);
  for (const command of about)
    for (const missing of [newId(Date.now()), "'; DROP TABLE apps; --"])
      await refused(lineAbout(command, missing)!, 1, /There is no|no such/);
});

test('a value that a command does not know is answered with those it knows', async () => {
  const { app } = office.apps[0];
  const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
    [['provider', 'show', '--provider', 'nobody'], 2, /There is no provider "nobody"\. There are: /],
    [['provider', 'show'], 2, /There are several providers; name one/],
    [
      [
        'app',
        'create',
        ...AT,
        '--name',
        'N',
        '--description',
        'd',
        '--publisher',
        'P',
        '--redirect-uri',
        'http://x/',
      ],
      1,
      /https/,
    ],
    [['app', 'update', app.id, '--logo', '/nowhere/logo.png'], 1, /Cannot read \/nowhere\/logo\.png/],
    [['app', 'update', app.id, '--logo', office.directory], 1, /Cannot read/],
    [['app', 'update', app.id, '--reason', 'x'], 2, /write <scope>=<text>/],
    [['app', 'update', app.id, '--scope', 'nothing'], 1, /scope/],
    [
      ['app', 'invite', app.id, 'bob@example.com', '--role', 'king'],
      2,
      /owner, developer, viewer or tester|owner, /,
    ],
    [['app', 'remove-person', app.id, 'ada@example.com'], 1, /The owner stays/],
    [['app', 'delete', app.id], 2, /add --for-good/],
    [['app', 'limit', app.id, '--calls-per-minute', '0', '--reason', 'x'], 2, /no number from 1/],
    [['app', 'refuse', app.id, '--message', 'x'], 1, /it must be in_review/],
    [['app', 'approve', app.id, '--link'], 1, /it must be in_review or draft/],
    [['app', 'resume', app.id], 1, /approved already/],
    [['app', 'submit', app.id], 1, /Still missing|not possible now/],
    [['app', 'rotate-secret', app.id, '--overlap', 'soon'], 2, /is no duration/],
    [['quickstart', app.id, '--language', 'cobol'], 2, /There are: /],
    [['account', 'policy', 'Acme', ...AT, '--apps', 'some'], 2, /all, approved, none/],
    [['account', 'decide', 'Acme', app.id, 'maybe', ...AT], 2, /allowed, blocked, undecided/],
    [['account', 'revoke', 'Acme', '--reason', 'x', ...AT], 2, /Say what is to end/],
    [['account', 'audit', 'Acme', '--kind', 'odd', ...AT], 2, /is none of/],
    [['account', 'create', '--name', 'x', '--provider', 'nobody'], 2, /There is no provider/],
    [['user', 'create', ...AT, '--email', 'nobody', '--name', 'N'], 2, /is no e-mail address/],
    [['user', 'create', ...AT, '--email', 'ada@example.com', '--name', 'N'], 1, /taken already/],
    [
      ['user', 'create', ...AT, '--email', 'x@y.z', '--name', 'N', '--role', 'boss'],
      2,
      /member or administrator/,
    ],
    [
      [
        'api-key',
        'create',
        ...AT,
        '--user',
        'ada@example.com',
        '--account',
        'Acme',
        '--label',
        'x',
        '--scope',
        'y',
      ],
      1,
      /scope/,
    ],
    [['api-key', 'sunset', ...AT, '--ends-on', 'soon', '--notice', 'x'], 2, /write a day like/],
    [['api-key', 'sunset', ...AT, '--ends-on', '2026-02-31', '--notice', 'x'], 2, /write a day like/],
    [['api-key', 'sunset', ...AT, '--ends-on', '2020-01-01', '--notice', 'x'], 1, /seven days before/],
    [['api-key', 'sunset', ...AT, '--withdraw', 'x'], 1, /No end of the API keys is announced/],
    [['connection', 'revoke'], 2, /Name one thing to revoke/],
    [['connection', 'list', '--limit', 'all'], 2, /is no number/],
    [['webhook', 'create', '--app', app.id, '--url', 'http://10.0.0.1/'], 1, /https:\/\//],
    [['webhook', 'create', '--app', app.id, '--url', 'nowhere'], 1, /https:\/\/|address/],
    [
      ['webhook', 'create', '--app', app.id, '--url', 'https://app.example/', '--type', 'x'],
      1,
      /Choose at least one of/,
    ],
    [['anomaly', 'list', ...AT, '--status', 'odd'], 2, /open, dismissed/],
    [['usage', '--app', app.id, '--range', 'age'], 2, /day, week, month/],
    [['keys', 'rotate', '--use', 'x'], 2, /mac, jwt or all/],
    [['anomaly', 'answer', newId(Date.now()), 'ignore', '--reason', 'x'], 2, /dismiss/],
  ];
  const before = await office.core.store.lastEventSeq();
  for (const [words, code, says] of cases) await refused(words, code, says);
  assert.equal(await office.core.store.lastEventSeq(), before, 'nothing was changed');
});
