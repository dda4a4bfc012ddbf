/** Translates the server's answer, once, into what a handler may know and whom the call is counted for. */
import type { ActiveCredential } from '@valetkey/protocol';
import type { Access, Counted } from './guard-types.ts';

export function toAccess(answer: ActiveCredential): Access {
  const { app, user, account } = answer;
  return {
    kind: answer.kind,
    app: app && { clientId: app.client_id, name: app.name },
    user: user && { id: user.id, externalId: user.external_id, email: user.email, name: user.name },
    account: account && {
      id: account.id,
      externalId: account.external_id,
      name: account.name,
      plan: account.plan,
    },
    scopes: answer.scope,
    permissions: answer.permissions,
    connectionId: answer.connection_id,
    apiKeyId: answer.api_key_id,
    expiresAt: answer.expires_at,
  };
}

export function toCounted(answer: ActiveCredential): Counted {
  return {
    app: answer.app?.client_id ?? null,
    connection: answer.connection_id,
    key: answer.api_key_id,
  };
}

/** The access an adapter left on the request. Throws on a public route: there is none to act for. */
export function accessOf(request: object): Access {
  const { access } = request as { access?: Access | null };
  if (access === null || access === undefined) throw new Error('This request was not checked by the guard.');
  return access;
}
