/** From the words on the command line to the command, its answer and the exit code. */
import { existsSync, readFileSync } from 'node:fs';
import type { Command, Context, Output } from './command.ts';
import { readEnvironment, type Environment } from './environment.ts';
import { CommandError, UsageError, describeFailure } from './failures.ts';
import { renderHelp, renderOverview } from './help.ts';
import { parseLine, type ParsedLine } from './parse-arguments.ts';
import { printable } from './printable.ts';

const PROCESS: Output = {
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text),
};

/** Never throws: what goes wrong is printed, and told by the exit code (2: the command line, 1: everything else). */
export async function run(args: readonly string[], output = PROCESS): Promise<number> {
  const json = args.includes('--json');
  try {
    return await dispatch(args, json, output);
  } catch (error) {
    const { exitCode, code, message } = describeFailure(error);
    if (json) output.out(renderJson({ error: { code, message } }));
    else output.err(`${printable(message)}\n`);
    return exitCode;
  }
}

async function dispatch(args: readonly string[], json: boolean, output: Output): Promise<number> {
  if (args[0] === '--version') {
    output.out(`${readVersion()}\n`);
    return 0;
  }
  // The command's name comes first; what follows the first option is never part of it.
  const firstOption = args.findIndex(arg => arg.startsWith('-'));
  const words = firstOption < 0 ? args : args.slice(0, firstOption);
  const command = (await loadAlone(words)) ?? findCommand(await allCommands(), words);
  if (command === undefined) return showGroup(await allCommands(), words[0], args, output);
  const line = parseLine(command, args.slice(command.name.split(' ').length));
  if (line.values['help'] === true) {
    output.out(`${renderHelp(command)}\n`);
    return 0;
  }
  return (await command.run(contextOf(line, json, output))) ?? 0;
}

function readVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

async function allCommands(): Promise<readonly Command[]> {
  return (await import('./commands.ts')).COMMANDS;
}

/** From the file that bears its name: a server need not carry what the others are made of. */
async function loadAlone(words: readonly string[]): Promise<Command | undefined> {
  const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'));
  const names = [words.slice(0, 2), words.slice(0, 1)];
  for (const name of names) {
    const file = new URL(`./commands/${name.join('-')}${extension}`, import.meta.url);
    if (!name.every(word => /^[a-z][a-z-]*$/.test(word)) || !existsSync(file)) continue;
    const exported = Object.values((await import(file.href)) as Record<string, Command>);
    // A file may hold longer names, too: `migrate` and `migrate status`.
    return names.map(wanted => exported.find(({ name: own }) => own === wanted.join(' '))).find(Boolean);
  }
  return undefined;
}

/** The longest name wins. */
function findCommand(commands: readonly Command[], words: readonly string[]): Command | undefined {
  const named = (count: number): Command | undefined =>
    commands.find(({ name }) => name === words.slice(0, count).join(' '));
  return named(2) ?? named(1);
}

function showGroup(
  commands: readonly Command[],
  group: string | undefined,
  args: readonly string[],
  output: Output,
): number {
  const asked = group === undefined || group === 'help' ? commands : commands.filter(isIn(group));
  if (asked.length === 0)
    throw new UsageError(`There is no command "${group}". All of them: valetkey --help`);
  if (args.includes('--help') || group === 'help' || args.length === 0) {
    output.out(`${renderOverview(asked)}\n`);
    return 0;
  }
  throw new UsageError(
    group === undefined
      ? 'Begin with a command, then its options. All commands: valetkey --help'
      : `Say which one: ${asked.map(({ name }) => `valetkey ${name}`).join(', ')}.`,
  );
}

function isIn(group: string): (command: Command) => boolean {
  return ({ name }) => name.startsWith(`${group} `);
}

function contextOf({ values, arguments: words }: ParsedLine, json: boolean, output: Output): Context {
  const { config, data } = values as { config?: string; data?: string };
  const read = readEnvironment();
  if (config === '' || data === '')
    throw new CommandError('--config and --data name a file and a directory.');
  const environment: Environment = {
    ...read,
    configPath: config ?? read.configPath,
    dataDirectory: data ?? read.dataDirectory,
  };
  return {
    values: values as Context['values'],
    arguments: words,
    environment,
    configNamed: config !== undefined || !!read.variables['VALETKEY_CONFIG'],
    json,
    output,
    answer: (body, text) => output.out(json ? renderJson(body) : `${printable(text)}\n`),
  };
}

function renderJson(body: unknown): string {
  return `${printable(JSON.stringify(body, null, 2))}\n`;
}
