/** One description of a JSON value from which its type, its parser and its part of the OpenAPI document come. */
import { OAuthError } from '../errors.ts';
import { say, type Sentence } from '../sentences/say.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

export interface Schema<T> {
  readonly json: JsonSchema;
  /** @throws {OAuthError} invalid_request that names `path` and what was expected there. */
  parse(value: unknown, path: string): T;
}

/** A member that may be missing. */
export interface Optional<T> {
  readonly optional: Schema<T>;
}

type Members = Readonly<Record<string, Schema<unknown> | Optional<unknown>>>;

export type Parsed<S> = S extends Schema<infer T> ? T : S extends Optional<infer T> ? T : never;

type ParsedMembers<M extends Members> = {
  [K in keyof M as M[K] extends Optional<unknown> ? never : K]: Parsed<M[K]>;
} & { [K in keyof M as M[K] extends Optional<unknown> ? K : never]?: Parsed<M[K]> };

function refuse(path: string, expected: Sentence): never {
  throw new OAuthError('invalid_request', say('value_not', { path: path || say('the_body'), expected }));
}

/** `min` and `max` count UTF-16 units; `pattern` is ours, never a caller's. */
export function text(
  rules: { min?: number; max?: number; pattern?: RegExp; format?: string } = {},
): Schema<string> {
  const { min = 0, max = 4096, pattern, format } = rules;
  const expected =
    format === undefined
      ? say('expected_text', { min, max })
      : say('expected_formatted', { min, max, format });
  return {
    json: {
      type: 'string',
      minLength: min,
      maxLength: max,
      ...(pattern ? { pattern: pattern.source } : {}),
      ...(format === undefined ? {} : { format }),
    },
    parse(value, path) {
      if (typeof value !== 'string' || value.length < min || value.length > max)
        return refuse(path, expected);
      return pattern && !pattern.test(value) ? refuse(path, expected) : value;
    },
  };
}

export function integer(rules: { min?: number; max?: number } = {}): Schema<number> {
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = rules;
  return {
    json: { type: 'integer', minimum: min, maximum: max },
    parse: (value, path) =>
      typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
        ? value
        : refuse(path, say('expected_integer', { min, max })),
  };
}

export const flag: Schema<boolean> = {
  json: { type: 'boolean' },
  parse: (value, path) => (typeof value === 'boolean' ? value : refuse(path, say('expected_flag'))),
};

export function oneOf<const T extends string>(...values: readonly T[]): Schema<T> {
  return {
    json: { type: 'string', enum: values },
    parse: (value, path) =>
      values.includes(value as T)
        ? (value as T)
        : refuse(path, say('expected_one_of', { values: values.join(', ') })),
  };
}

export function list<T>(of: Schema<T>, rules: { max?: number } = {}): Schema<readonly T[]> {
  const { max = 1000 } = rules;
  return {
    json: { type: 'array', items: of.json, maxItems: max },
    parse(value, path) {
      if (!Array.isArray(value) || value.length > max) return refuse(path, say('expected_list', { max }));
      return value.map((item, i) => of.parse(item, `${path}[${i}]`));
    },
  };
}

export function nullable<T>(of: Schema<T>): Schema<T | null> {
  return {
    json: { anyOf: [of.json, { type: 'null' }] },
    parse: (value, path) => (value === null ? null : of.parse(value, path)),
  };
}

export function optional<T>(of: Schema<T>): Optional<T> {
  return { optional: of };
}

/** Members that are not described are refused: a caller that means something we do not know is told so. */
export function object<M extends Members>(members: M): Schema<ParsedMembers<M>> {
  const names = Object.keys(members);
  const schemaOf = (name: string): Schema<unknown> => {
    const member = members[name]!;
    return 'optional' in member ? member.optional : member;
  };
  const isOptional = (name: string): boolean => 'optional' in members[name]!;
  return {
    json: {
      type: 'object',
      properties: Object.fromEntries(names.map(name => [name, schemaOf(name).json])),
      required: names.filter(name => !isOptional(name)),
      additionalProperties: false,
    },
    parse(value, path) {
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        return refuse(path, say('expected_object'));
      const given = value as Record<string, unknown>;
      const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
      const unknown = Object.keys(given).find(name => !Object.hasOwn(members, name));
      if (unknown !== undefined)
        throw new OAuthError(
          'invalid_request',
          say('member_unknown', { path: at(unknown), known: names.join(', ') || '-' }),
        );
      const present = names.filter(name => !(isOptional(name) && given[name] === undefined));
      const parsed = present.map(name => [name, schemaOf(name).parse(given[name], at(name))]);
      return Object.fromEntries(parsed) as ParsedMembers<M>;
    },
  };
}

/** Either of two objects that a constant member tells apart. */
export function either<A, B>(first: Schema<A>, second: Schema<B>): Schema<A | B> {
  return {
    json: { anyOf: [first.json, second.json] },
    parse(value, path) {
      try {
        return first.parse(value, path);
      } catch {
        return second.parse(value, path);
      }
    },
  };
}

/** Ids of ours: 26 characters of base32hex. */
export const id = text({ min: 26, max: 26, pattern: /^[0-9a-v]{26}$/ });
/** Whole seconds since 1970, UTC. */
export const time = integer();
