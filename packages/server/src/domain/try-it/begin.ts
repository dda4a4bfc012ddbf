/** The first step: the authorization request as the app would build it, with a state and a verifier of its own. */
import { hash } from 'node:crypto';
import { OAuthError, say } from '@valetkey/protocol';
import type { User } from '../../store/rows.ts';
import { tryItRedirectUri } from '../authorization/try-it-redirect.ts';
import type { Core } from '../core.ts';
import type { OwnApp } from '../developers/ownership.ts';
import type { Provider } from '../providers.ts';
import { randomToken } from '../secrets.ts';
import { newAttempt, sealAttempt } from './attempt.ts';
import { fieldsOf, type Field } from './shown.ts';

export interface Begun {
  attempt: string;
  endpoint: string;
  parameters: Field[];
  state: string;
  codeVerifier: string;
}

export function beginTryIt(core: Core, provider: Provider, { app, role }: OwnApp, user: User): Begun {
  checkMayTry(role);
  const attempt = newAttempt(core);
  const codeVerifier = randomToken();
  const { authorize } = provider.profile;
  return {
    attempt: sealAttempt(core, app, user, attempt),
    endpoint: provider.issuer + authorize.paths.at(-1)!.path,
    parameters: fieldsOf({
      response_type: 'code',
      client_id: app.id,
      redirect_uri: tryItRedirectUri(provider),
      ...(authorize.scope === 'ignored' ? {} : { scope: app.scopes.join(' ') }),
      state: attempt.state,
      code_challenge: hash('sha256', codeVerifier, 'base64url'),
      code_challenge_method: 'S256',
    }),
    state: attempt.state,
    codeVerifier,
  };
}

/** Who only reads an app makes no connections for it. */
export function checkMayTry(role: OwnApp['role']): void {
  if (role === 'viewer') throw new OAuthError('access_denied', say('try_reader'));
}
