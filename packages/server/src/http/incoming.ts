/** A request as handlers see it: plain values, nothing of `node:http`. */
import { parseParams, type Params } from '@valetkey/protocol';
import type { RawBody } from './bodies.ts';

export interface Incoming {
  method: string;
  /** Path without query. */
  path: string;
  /** After the `?`, undecoded. */
  rawQuery: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Named parts of the route. */
  route: Readonly<Record<string, string>>;
  body: RawBody | null;
  /** The client's address; a forwarded one only from a trusted proxy. */
  address: string;
  requestId: string;
}

/** @throws {OAuthError} invalid_request */
export function readQuery(incoming: Incoming): Params {
  return parseParams(incoming.rawQuery);
}

export function header(incoming: Incoming, name: string): string | undefined {
  const value = incoming.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

/** Path and query as they were sent. */
export function urlOf({ path, rawQuery }: Pick<Incoming, 'path' | 'rawQuery'>): string {
  return rawQuery === '' ? path : `${path}?${rawQuery}`;
}
