/** A route of the console API: an operation, whose object it is about, and what is done. */
import type { AnswerOf, BodyOf, IdsOf, Operation, QueryOf } from '@valetkey/protocol/console-api';
import type { Call } from './call.ts';

/**
 * Whose an object is. `find` returns null for what is not there and for what is not the caller's alike: both are the same 404 (S-J3, S-O2).
 * The sweep over all routes makes a foreign object of each `kind`.
 */
export interface Owned<Ids extends object, T> {
  kind: string;
  find(call: Call, ids: Ids): Promise<T | null> | T | null;
}

interface Input<O, T> {
  object: T;
  query: QueryOf<O>;
  body: BodyOf<O>;
}

/** A path that names an id has an owner; it cannot be left out. */
type Parts<O, T> = {
  handle(call: Call, input: Input<O, T>): Promise<AnswerOf<O>> | AnswerOf<O>;
} & (keyof IdsOf<O> extends never ? { owned?: never } : { owned: Owned<IdsOf<O>, T> });

export interface Route {
  operation: Operation;
  owned: Owned<Record<string, string>, unknown> | null;
  handle(call: Call, input: Input<unknown, unknown>): unknown;
}

export function route<O, T = never>(operation: O, parts: Parts<O, T>): Route {
  return { owned: null, ...parts, operation } as unknown as Route;
}
