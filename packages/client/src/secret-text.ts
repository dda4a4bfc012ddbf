/** A token or secret that cannot be printed by accident (S-R9): JSON, string conversion and `util.inspect` all show a placeholder. */

const INSPECT = Symbol.for('nodejs.util.inspect.custom');
const PLACEHOLDER = '[redacted]';

export class SecretText {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The one way to the text; search for it to see everywhere a secret is used. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return PLACEHOLDER;
  }

  toJSON(): string {
    return PLACEHOLDER;
  }

  [INSPECT](): string {
    return PLACEHOLDER;
  }
}
