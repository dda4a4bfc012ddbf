/** A request and its answer as Try it shows them: whatever is secret has a name in its place. */
import { ERROR_CODES, type OAuthError } from '@valetkey/protocol';

export interface Field {
  name: string;
  value: string;
}

export interface ShownRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: readonly Field[];
  /** In the body of a POST, in the address of a GET. */
  fields: readonly Field[];
}

export interface ShownAnswer {
  status: number;
  body: string;
}

/** Why it failed, and what to do (docs/errors.md). */
export interface ShownProblem {
  code: string;
  reason: string;
  remedy: string;
}

/** Names of environment variables, so that what is copied can be run. */
export const CLIENT_SECRET = '$CLIENT_SECRET';
export const ACCESS_TOKEN = '$ACCESS_TOKEN';
export const REFRESH_TOKEN = '$REFRESH_TOKEN';

export function fieldsOf(values: Readonly<Record<string, string>>): Field[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

/** What kind of token it is, and its last four characters: enough to see that it changed. */
export function maskToken(token: string): string {
  return `${/^vk[a-z]_/.exec(token)?.[0] ?? ''}…${token.slice(-4)}`;
}

export function showJson(body: object): string {
  return JSON.stringify(body, null, 2);
}

export function showError({ code, status, description }: OAuthError): ShownAnswer {
  return { status, body: showJson({ error: code, error_description: description }) };
}

export function showProblem({ code, reason }: OAuthError): ShownProblem {
  return { code, reason, remedy: ERROR_CODES[code].remedy };
}
