/** One thing the console can do: what is asked, who may ask, what is answered. The server's routes, the browser's calls and the OpenAPI document are made from it. */
import { list, nullable, object, text, type Parsed, type Schema } from './schema.ts';

/**
 * `user` is whoever signed in, and a developer is a user: who may register apps is the profile's rule,
 * and what is a developer's own is decided by ownership. `administrator` of the account that the path names. `operator`: the provider's staff.
 */
export type ConsoleRole = 'user' | 'administrator' | 'operator';

export interface Operation<
  P extends string = string,
  Q extends Schema<object> = Schema<object>,
  B extends Schema<unknown> = Schema<unknown>,
  A extends Schema<unknown> = Schema<unknown>,
> {
  /** `area.verb`, as in `integrations.list`: the same name stands in docs/operations.md. */
  readonly name: string;
  readonly summary: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Below `/{slug}/console/api`; parts that begin with a colon are ids. */
  readonly path: P;
  readonly role: ConsoleRole;
  /** The command of `valetkey` that does the same, or why there is none. */
  readonly command: string | { readonly none: string };
  /** Only within some minutes of a sign-in (S-L9). */
  readonly recentSignIn: boolean;
  /** Text values, all optional: read from the query string. */
  readonly query: Q;
  /** Null: no body. */
  readonly body: B | null;
  readonly answer: A;
}

export type PathIds<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | PathIds<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Name
    : never;

export const noQuery = object({});
export const done = object({});

/** What is left out takes the common case: no query, no body, no recent sign-in, an empty answer. */
export function operation<
  const P extends string,
  Q extends Schema<object> = typeof noQuery,
  B extends Schema<unknown> = never,
  A extends Schema<unknown> = typeof done,
>(
  description: Pick<Operation<P, Q, B, A>, 'name' | 'summary' | 'method' | 'path' | 'role' | 'command'> &
    Partial<Pick<Operation<P, Q, B, A>, 'recentSignIn' | 'query' | 'body' | 'answer'>>,
): Operation<P, Q, B, A> {
  return {
    recentSignIn: false,
    query: noQuery as unknown as Q,
    body: null,
    answer: done as unknown as A,
    ...description,
  };
}

export type AnswerOf<O> =
  O extends Operation<string, Schema<object>, Schema<unknown>, infer A> ? Parsed<A> : never;
export type QueryOf<O> = O extends Operation<string, infer Q> ? Parsed<Q> : never;
export type BodyOf<O> = O extends Operation<string, Schema<object>, infer B> ? Parsed<B> : never;
export type IdsOf<O> = O extends Operation<infer P> ? Readonly<Record<PathIds<P>, string>> : never;

/** A table that is written while it is read: `text/csv`, as long as it takes. What says so in the document is the media type. */
export const csv: Schema<AsyncIterable<string>> = {
  json: { type: 'string', contentMediaType: 'text/csv' },
  parse: value => value as AsyncIterable<string>,
};

/** A page of a long list: `next` is the cursor of the page after it, null on the last. */
export function page<T>(of: Schema<T>): Schema<{ items: readonly T[]; next: string | null }> {
  return object({ items: list(of), next: nullable(text({ max: 64 })) });
}
