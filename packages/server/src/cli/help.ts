/** The help texts, made from the table of commands. */
import { COMMON_OPTIONS, type Command, type Options } from './command.ts';
import { usageLine } from './parse-arguments.ts';

/** All commands, or those of one group (`app`). */
export function renderOverview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'Valetkey opens a company’s API to other people’s apps (OAuth 2.0).',
    '',
    'Usage: valetkey <command> [options]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'Each takes --help and --json. Data is in --data, DATA_DIR or ./data; configuration in --config,',
    'VALETKEY_CONFIG or ./valetkey.config.ts; where there is none, the demo’s in the data directory.',
  ].join('\n');
}

export function renderHelp(command: Command): string {
  const own = Object.entries(command.options);
  const common = Object.entries(COMMON_OPTIONS as Options);
  const width = Math.max(...[...own, ...common].map(option => flagOf(...option).length));
  const line = ([name, option]: [string, Options[string]]): string =>
    `  ${flagOf(name, option).padEnd(width)}  ${option.description}${noteOf(option)}`;
  return [
    `${command.summary}.`,
    '',
    `Usage: ${usageLine(command)}`,
    ...section(
      '',
      command.arguments.map(({ name, description }) => `  <${name}>  ${description}`),
    ),
    ...section('Options:', own.map(line)),
    ...section('Common options:', common.map(line)),
    ...section(
      'Examples:',
      command.examples.map(example => `  ${example}`),
    ),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', ...(title ? [title] : []), ...lines];
}

function flagOf(name: string, { type, value = 'text' }: Options[string]): string {
  return type === 'flag' ? `--${name}` : `--${name} <${value}>`;
}

function noteOf({ type, required }: Options[string]): string {
  const notes = [required && 'required', type === 'list' && 'repeatable'].filter(Boolean);
  return notes.length > 0 ? ` (${notes.join(', ')})` : '';
}
