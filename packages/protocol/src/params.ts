/** Parameters of a request (RFC 6749 Appendix B): parsed strictly, kept in a `Map`, repeated names remembered and never answered. */
import { OAuthError } from './errors.ts';
import { say, type Sentence } from './sentences/say.ts';

/** How much a request may carry (S-V2). Lengths are bytes of UTF-8, after decoding. */
export interface ParamLimits {
  parameters: number;
  nameBytes: number;
  valueBytes: number;
  /** Tighter limits of single parameters. */
  valueBytesOf: ReadonlyMap<string, number>;
}

const KIB = 1024;

export const PARAM_LIMITS: ParamLimits = {
  parameters: 100,
  nameBytes: 128,
  valueBytes: 16 * KIB,
  valueBytesOf: new Map([
    ['state', 2 * KIB],
    ['redirect_uri', 2 * KIB],
    ['scope', 2 * KIB],
  ]),
};

/**
 * A request's parameters by name. An empty value counts as absent (S-A15); of a repeated name no value is given at all,
 * so that nobody can act on one of two (S-A13).
 */
export class Params {
  readonly repeated: ReadonlySet<string>;
  readonly #values: ReadonlyMap<string, string>;

  constructor(values: ReadonlyMap<string, string>, repeated: ReadonlySet<string>) {
    this.#values = values;
    this.repeated = repeated;
  }

  /** From values that are decoded already (a JSON body), under the same limits as {@link parseParams}. */
  static from(record: Record<string, string>, limits: Partial<ParamLimits> = {}): Params {
    const builder = new Builder({ ...PARAM_LIMITS, ...limits });
    for (const [name, value] of Object.entries(record)) builder.add(name, value);
    return builder.build();
  }

  /** The value; undefined when absent, empty or repeated. */
  get(name: string): string | undefined {
    return this.repeated.has(name) ? undefined : this.#values.get(name) || undefined;
  }

  /** Whether the name carries a value, or was sent more than once. */
  has(name: string): boolean {
    return this.repeated.has(name) || this.get(name) !== undefined;
  }

  /** Every name that was sent, those with an empty value too. */
  names(): string[] {
    return [...this.#values.keys()];
  }

  /** Names and values that {@link get} would answer. */
  entries(): [string, string][] {
    return [...this.#values].filter(([name, value]) => value !== '' && !this.repeated.has(name));
  }
}

/**
 * Parses a query string (without `?`) or a form body.
 * Throws invalid_request where encoding, characters or size are not acceptable (S-A23, S-V2, S-V14).
 */
export function parseParams(raw: string, limits: Partial<ParamLimits> = {}): Params {
  if (raw === '') return NONE;
  const builder = new Builder({ ...PARAM_LIMITS, ...limits });
  for (const part of raw.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = equals < 0 ? part : part.slice(0, equals);
    const value = equals < 0 ? '' : part.slice(equals + 1);
    if (PLAIN.test(part)) builder.addPlain(name, value);
    else builder.add(decodeFormText(name), decodeFormText(value));
  }
  return builder.build();
}

const NONE = new Params(new Map(), new Set());

/** Query and body of one request together: a name that stands in both is repeated (S-A13). */
export function mergeParams(query: Params, body: Params): Params {
  const names = [...query.names(), ...body.names()];
  const values = new Map(names.map(name => [name, query.get(name) ?? body.get(name) ?? '']));
  const inBoth = body.names().filter(name => query.names().includes(name));
  return new Params(values, new Set([...query.repeated, ...body.repeated, ...inBoth]));
}

/** Throws invalid_request for a parameter that was sent more than once: of all, or of `names` only (RFC 6749 §3.1). */
export function checkNotRepeated(params: Params, names?: readonly string[]): void {
  const candidates = names ?? [...params.repeated];
  const name = candidates.find(candidate => params.repeated.has(candidate));
  if (name === undefined) return;
  throw new OAuthError('invalid_request', say('parameter_twice', { name: nameForText(name) }));
}

/**
 * Decodes one name or value of application/x-www-form-urlencoded text.
 * `decodeURIComponent` refuses bad percent-encoding, overlong forms and surrogates; characters outside ASCII never stand there unencoded.
 */
export function decodeFormText(text: string): string {
  // eslint-disable-next-line no-control-regex
  if (/[^\x00-\x7f]/.test(text)) throw badEncoding();
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (cause) {
    throw badEncoding(cause);
  }
}

/** Control characters end up in headers and log lines: refused everywhere (S-A23). */
export function hasControlCharacter(text: string): boolean {
  // eslint-disable-next-line no-control-regex
  return /[\x00-\x1f\x7f]/.test(text);
}

/** Means itself: printable ASCII in which nothing is encoded. Most requests are; there is nothing to decode and one byte a character. */
const PLAIN = /^[!-$&-*,-~]*$/;

class Builder {
  readonly #limits: ParamLimits;
  readonly #values = new Map<string, string>();
  readonly #repeated = new Set<string>();
  #count = 0;

  constructor(limits: ParamLimits) {
    this.#limits = limits;
  }

  add(name: string, value: string): void {
    this.#count += 1;
    this.#check(name, value);
    this.#checkSize(name, utf8Length(name), utf8Length(value));
    this.#keep(name, value);
  }

  /** @param name and value of {@link PLAIN} text. */
  addPlain(name: string, value: string): void {
    this.#count += 1;
    this.#checkSize(name, name.length, value.length);
    this.#keep(name, value);
  }

  build(): Params {
    return new Params(this.#values, this.#repeated);
  }

  #keep(name: string, value: string): void {
    if (this.#values.has(name)) this.#repeated.add(name);
    else this.#values.set(name, value);
  }

  #check(name: string, value: string): void {
    if (typeof value !== 'string') throw tooMuch(say('parameter_not_text'));
    if (!name.isWellFormed() || !value.isWellFormed()) throw badEncoding();
    if (hasControlCharacter(name) || hasControlCharacter(value)) {
      throw tooMuch(say('parameter_control'));
    }
  }

  #checkSize(name: string, nameBytes: number, valueBytes: number): void {
    if (this.#count > this.#limits.parameters) throw tooMuch(say('parameters_too_many'));
    if (nameBytes > this.#limits.nameBytes) throw tooMuch(say('parameter_name_long'));
    const limit = this.#limits.valueBytesOf.get(name) ?? this.#limits.valueBytes;
    if (valueBytes > limit) throw tooMuch(say('parameter_long', { name: nameForText(name), limit }));
  }
}

function tooMuch(what: Sentence): OAuthError {
  return new OAuthError('invalid_request', say('unreadable', { what }));
}

function badEncoding(cause?: unknown): OAuthError {
  return new OAuthError('invalid_request', say('unreadable_encoding'), { cause });
}

/** A name as it may stand in a description: one the sender cannot abuse to speak to the reader. */
function nameForText(name: string): string {
  return /^[A-Za-z0-9_.[\]-]{1,64}$/.test(name) ? name : '(name not shown)';
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}
