/** From an authorization response to an answer: a 303, or fields for a page that posts itself (OAuth 2.0 Form Post Response Mode). */
import type { PageLocale } from '@valetkey/protocol';
import type { SetCookie } from '../../http/cookies.ts';
import type { Connection } from '../../store/rows.ts';
import type { Core } from '../core.ts';
import type { Provider } from '../providers.ts';
import {
  respond,
  responseUrl,
  type AuthorizationResponse,
  type FrozenRequest,
  type TrustedRedirect,
} from './frozen-request.ts';
import { issueCode, newMint, type CodeMint } from './issue-code.ts';

export type Conclusion =
  | { kind: 'redirect'; location: string; cookies: readonly SetCookie[] }
  | {
      kind: 'form_post';
      provider: Provider;
      action: TrustedRedirect;
      fields: Readonly<Record<string, string>>;
      locale: PageLocale | null;
      cookies: readonly SetCookie[];
    };

export function conclude(
  provider: Provider,
  response: AuthorizationResponse,
  cookies: readonly SetCookie[] = [],
): Conclusion {
  return response.responseMode === 'form_post'
    ? {
        kind: 'form_post',
        provider,
        action: response.redirect,
        fields: Object.fromEntries(response.fields),
        locale: response.locale,
        cookies,
      }
    : { kind: 'redirect', location: responseUrl(response), cookies };
}

/** Success: the code for `scopes` of this connection. */
export function issueFor(
  core: Core,
  provider: Provider,
  request: FrozenRequest,
  connection: Connection,
  scopes: readonly string[],
  redirect: TrustedRedirect,
  mint: CodeMint = newMint(core, provider),
): AuthorizationResponse {
  return respond(provider, redirect, request, [['code', issueCode(core, request, connection, scopes, mint)]]);
}
