/** What a command is: a name, what it takes, and what it does. Parsing and help are made from this, never by hand. */
import type { Environment } from './environment.ts';

interface OptionShape {
  /** `text` takes a value, `list` takes one each time it stands there, `flag` takes none. */
  type: 'text' | 'list' | 'flag';
  description: string;
  /** How the value is called in the help: `--name <text>`. */
  value?: string;
  required?: true;
}

export type Options = Readonly<Record<string, OptionShape>>;

interface ArgumentShape {
  name: string;
  description: string;
  optional?: true;
}

type ValueOf<O extends OptionShape> = O['type'] extends 'flag'
  ? boolean
  : O['type'] extends 'list'
    ? string[]
    : O['required'] extends true
      ? string
      : string | undefined;

/** Standard output and standard error of whoever called. */
export interface Output {
  out(text: string): void;
  err(text: string): void;
}

export interface Context<O extends Options = Options> {
  values: { [K in keyof O]: ValueOf<O[K]> };
  /** In the order of `arguments`; one that is not optional is there. */
  arguments: readonly string[];
  environment: Environment;
  /** Whether the caller named a configuration, by option or environment. */
  configNamed: boolean;
  json: boolean;
  /** What goes there as it is: a table, a note beside the answer. */
  output: Output;
  /** One answer for programs (`--json`) or for people. Secrets may stand in it: it goes to standard output only. */
  answer(json: unknown, text: string): void;
}

export interface Command {
  /** One or two words: `app create`. */
  name: string;
  summary: string;
  arguments: readonly ArgumentShape[];
  options: Options;
  examples: readonly string[];
  /** The exit code; nothing means 0. */
  run(context: Context): Promise<number | void>;
}

/** Types the values by the options. */
export function defineCommand<const O extends Options>(command: {
  name: string;
  summary: string;
  arguments?: readonly ArgumentShape[];
  options?: O;
  examples?: readonly string[];
  run(context: Context<O>): Promise<number | void>;
}): Command {
  const options: Options = command.options ?? {};
  return {
    arguments: [],
    examples: [],
    ...command,
    options,
    run: context => command.run(context as Context<O>),
  };
}

/** Every command takes these. */
export const COMMON_OPTIONS = {
  config: { type: 'text', value: 'file', description: 'Configuration (default: ./valetkey.config.ts)' },
  data: { type: 'text', value: 'directory', description: 'Data directory (default: DATA_DIR, ./data)' },
  json: { type: 'flag', description: 'Answer in JSON' },
  help: { type: 'flag', description: 'Show this help' },
} as const satisfies Options;

export const PROVIDER_OPTION = {
  type: 'text',
  value: 'slug',
  description: 'Which provider; may be left out when there is one',
} as const;
