/** Calls the console API: an operation, its ids, query and body in; its answer, or a {@link CallError}, out. */
import type { AnswerOf, BodyOf, IdsOf, Operation, QueryOf } from '@valetkey/protocol/console-api';
import { provider } from './page.ts';

export class CallError extends Error {
  readonly status: number;
  /** A code of docs/errors.md; `unreachable` where there was no answer. */
  readonly code: string;
  readonly requestId: string | null;

  constructor(status: number, code: string, message: string, requestId: string | null) {
    super(message);
    this.name = 'CallError';
    this.status = status;
    this.code = code;
    this.requestId = requestId;
  }
}

interface Refusal {
  error?: string;
  error_description?: string;
  request_id?: string;
}

type Given<O> = (keyof IdsOf<O> extends never ? { ids?: never } : { ids: IdsOf<O> }) & {
  query?: QueryOf<O>;
} & ([BodyOf<O>] extends [never] ? { body?: never } : { body: BodyOf<O> });

/** @throws {CallError} */
export async function call<O extends Operation<any, any, any, any>>( // oxlint-disable-line typescript/no-explicit-any
  operation: O,
  given: Given<O>,
): Promise<AnswerOf<O>> {
  const response = await ask(operation, given);
  return (await response.json()) as AnswerOf<O>;
}

/** @throws {CallError} when it is refused. */
export async function ask<O extends Operation<any, any, any, any>>( // oxlint-disable-line typescript/no-explicit-any
  operation: O,
  given: Given<O>,
): Promise<Response> {
  const { ids = {}, query = {}, body } = given as { ids?: object; query?: object; body?: unknown };
  const response = await send(operation, addressOf(operation.path as string, ids, query), body);
  if (response.ok) return response;
  const refusal = (await response.json().catch(() => ({}))) as Refusal;
  throw new CallError(
    response.status,
    refusal.error ?? 'server_error',
    refusal.error_description ?? '',
    refusal.request_id ?? null,
  );
}

function addressOf(path: string, ids: object, query: object): string {
  const named = path.replaceAll(/:(\w+)/g, (_, name: string) =>
    String((ids as Record<string, string>)[name]),
  );
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(pairs as [string, string][]).toString();
  return `${provider.base}/api${named}${search === '' ? '' : `?${search}`}`;
}

async function send(operation: Operation, url: string, body: unknown): Promise<Response> {
  const headers = {
    accept: 'application/json',
    ...(operation.method === 'GET' ? {} : { 'x-valetkey-console': '1' }),
    ...(operation.body === null ? {} : { 'content-type': 'application/json' }),
  };
  try {
    return await fetch(url, {
      method: operation.method,
      headers,
      ...(operation.body === null ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new CallError(0, 'unreachable', '', null);
  }
}
