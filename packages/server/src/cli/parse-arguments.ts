/** Reads a command line by the command's own table. Every mistake is one sentence that says what to write instead. */
import { parseArgs } from 'node:util';
import { COMMON_OPTIONS, type Command, type Options } from './command.ts';
import { UsageError } from './failures.ts';

export interface ParsedLine {
  values: Record<string, string | string[] | boolean | undefined>;
  arguments: string[];
}

/** @throws {UsageError} */
export function parseLine(command: Command, args: readonly string[]): ParsedLine {
  const options: Options = { ...COMMON_OPTIONS, ...command.options };
  const values = emptyValues(options);
  const positionals: string[] = [];
  for (const token of tokensOf(options, args)) {
    if (token.kind === 'positional') positionals.push(token.value);
    else if (token.kind === 'option') keepOption(command, options, values, token);
  }
  if (values['help'] !== true) checkComplete(command, options, values, positionals);
  return { values, arguments: positionals };
}

function tokensOf(options: Options, args: readonly string[]) {
  const types = Object.entries(options).map(([name, { type }]) => [
    name,
    { type: type === 'flag' ? ('boolean' as const) : ('string' as const), multiple: true },
  ]);
  return parseArgs({
    args: [...args],
    options: Object.fromEntries(types) as Record<string, { type: 'string' | 'boolean'; multiple: true }>,
    strict: false,
    tokens: true,
  }).tokens;
}

type OptionToken = Extract<ReturnType<typeof tokensOf>[number], { kind: 'option' }>;

function emptyValues(options: Options): ParsedLine['values'] {
  const empty = { text: undefined, flag: false };
  return Object.fromEntries(
    Object.entries(options).map(([name, { type }]) => [name, type === 'list' ? [] : empty[type]]),
  );
}

function keepOption(
  command: Command,
  options: Options,
  values: ParsedLine['values'],
  { name, rawName, value, inlineValue }: OptionToken,
): void {
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (option === undefined)
    throw new UsageError(`There is no option ${rawName}. See: valetkey ${command.name} --help`);
  if (option.type === 'flag') {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value.`);
    values[name] = true;
    return;
  }
  if (value === undefined || (!inlineValue && /^-./.test(value)))
    throw new UsageError(
      `${rawName} needs a value: ${rawName} <${option.value ?? 'text'}>` +
        (value === undefined ? '.' : `. If it begins with a hyphen: ${rawName}=${value}`),
    );
  const before = values[name];
  if (Array.isArray(before)) before.push(value);
  else if (before === undefined) values[name] = value;
  else throw new UsageError(`${rawName} stands twice; it may stand once.`);
}

function checkComplete(
  command: Command,
  options: Options,
  values: ParsedLine['values'],
  positionals: readonly string[],
): void {
  const extra = positionals[command.arguments.length];
  if (extra !== undefined)
    throw new UsageError(`"${extra}" is one word too many. See: valetkey ${command.name} --help`);
  const absent = command.arguments.find((argument, i) => !argument.optional && positionals[i] === undefined);
  if (absent !== undefined)
    throw new UsageError(`<${absent.name}> is missing (${absent.description}): ${usageLine(command)}`);
  for (const [name, option] of Object.entries(options)) {
    const value = values[name];
    if (option.required && (value === undefined || (Array.isArray(value) && value.length === 0)))
      throw new UsageError(
        `--${name} is missing (${option.description}): --${name} <${option.value ?? 'text'}>`,
      );
  }
}

export function usageLine(command: Command): string {
  const words = command.arguments.map(({ name, optional }) => (optional ? `[<${name}>]` : `<${name}>`));
  return ['valetkey', command.name, ...words, '[options]'].join(' ');
}
