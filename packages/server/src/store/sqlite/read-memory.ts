/**
 * What reads answered, kept as long as it is certain that a read would answer the same: everything is forgotten when another process
 * has changed the database, which SQLite tells, and when this one has; writes that say what they are about take only that with them.
 * A revocation is therefore seen by whoever asks after it, in this process and in others.
 */
import type { Learn } from '../verb.ts';
import type { Database } from './database.ts';

/** About 2 KB each. */
const LARGEST = 20_000;

function isNothing(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

/** A write that was committed. */
export interface Change {
  key: string | undefined;
  learn: Learn<unknown> | undefined;
  result: unknown;
}

interface Answer {
  readonly promise: Promise<unknown>;
  /** Undefined while it is read. */
  value: unknown;
}

export class ReadMemory {
  readonly #database: Pick<Database, 'dataVersion'>;
  readonly #answers = new Map<string, Answer>();
  #version: number | null = null;

  constructor(database: Pick<Database, 'dataVersion'>) {
    this.#database = database;
  }

  recall<T>(name: string, read: () => Promise<T>): Promise<T> {
    this.#checkOthers();
    const known = this.#answers.get(name);
    if (known !== undefined) return known.promise as Promise<T>;
    const promise = read();
    const answer: Answer = { promise, value: undefined };
    this.#remember(name, answer);
    const forget = (): void => {
      if (this.#answers.get(name) === answer) this.#answers.delete(name);
    };
    promise.then(value => {
      // What is not there is not remembered: guesses would fill the memory, and be told apart by their time (S-C9).
      if (isNothing(value)) forget();
      else answer.value = value;
    }, forget);
    return promise;
  }

  change({ key, learn, result }: Change): void {
    if (key === undefined) return this.#answers.clear();
    const known = this.#answers.get(key);
    if (known === undefined) return;
    const value = known.value === undefined ? undefined : learn?.(known.value, result);
    if (value === undefined) this.#answers.delete(key);
    else this.#remember(key, { promise: Promise.resolve(value), value });
  }

  #remember(name: string, answer: Answer): void {
    if (this.#answers.size >= LARGEST) this.#answers.delete(this.#answers.keys().next().value!);
    this.#answers.set(name, answer);
  }

  /** Each time: once in a turn of the event loop is too seldom, a long turn answers what began after another process had revoked. */
  #checkOthers(): void {
    const version = this.#database.dataVersion();
    if (version !== this.#version) this.#answers.clear();
    this.#version = version;
    // Where it cannot be read nothing is believed.
    if (version === null) this.#answers.clear();
  }
}
