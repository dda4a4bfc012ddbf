/** The way out: an attempt is kept, and the browser gets the address of the provider and a cookie (RFC 6749 §4.1.1, RFC 7636 §4.2). */
import { calculatePKCECodeChallenge } from 'oauth4webapi';
import { ClientError } from '../errors.ts';
import type { FindEndpoints } from '../provider/discover.ts';
import type { Endpoints, Provider } from '../provider/provider.ts';
import type { Vault } from '../vault/vault.ts';
import { hashText, randomText, saveAttempt } from './attempt.ts';
import { isPostedAcrossSites, renderAttemptCookie } from './attempt-cookie.ts';

export interface BeginRequest {
  provider: string;
  /** Your own id of whoever connects: a user, a team. */
  owner: string;
  scopes?: readonly string[];
  /** Language of the provider's pages, such as `nl`. */
  locale?: string;
  /** Which account or user is meant, as the provider's `login_hint`. */
  accountHint?: string;
  prompt?: 'login' | 'consent' | 'select_account' | 'none';
  /** A path of your own app, for after the callback. */
  returnTo?: string;
  /** Renews this connection instead of making another. */
  connectionId?: string;
  signal?: AbortSignal;
}

export interface Began {
  url: string;
  /** A whole `Set-Cookie` value. */
  cookie: string;
}

export interface BeginParts {
  vault: Vault;
  findEndpoints: FindEndpoints;
  getProvider(name: string): Provider;
}

export async function beginConnect(
  { vault, findEndpoints, getProvider }: BeginParts,
  request: BeginRequest,
): Promise<Began> {
  const provider = getProvider(request.provider);
  if (typeof request.owner !== 'string' || request.owner === '')
    throw new ClientError('config', 'beginConnect needs an owner: whose connection will it be?');
  const returnTo = request.returnTo === undefined ? null : parseReturnTo(request.returnTo);
  const connectionId = request.connectionId ?? null;
  if (connectionId !== null) await checkOwnConnection(vault, connectionId, request);
  const endpoints = await findEndpoints(provider, request.signal);
  const [state, verifier, browser] = [randomText(), randomText(), randomText()];
  const scopes = request.scopes ?? provider.scopes;
  const { redirectUri } = provider;
  await saveAttempt(vault, state, {
    provider: provider.name,
    owner: request.owner,
    verifier,
    redirectUri,
    scopes,
    browserHash: hashText(browser),
    returnTo,
    connectionId,
  });
  return {
    url: await authorizationAddress(provider, endpoints, request, { state, verifier, scopes }),
    cookie: renderAttemptCookie(
      { provider: provider.name, state, redirectUri },
      browser,
      isPostedAcrossSites(endpoints, redirectUri),
    ),
  };
}

/** A path of this site: `//other.example` and `/\other.example` are not (open redirect). */
function parseReturnTo(path: string): string {
  if (!/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(path))
    throw new ClientError('config', 'returnTo must be a path of this app, beginning with one slash.');
  return path;
}

async function checkOwnConnection(
  vault: Vault,
  id: string,
  { owner, provider }: BeginRequest,
): Promise<void> {
  const record = await vault.find(id);
  if (record?.owner !== owner || record.provider !== provider) {
    throw new ClientError('unknown_connection', 'This owner has no such connection with this provider.', {
      connectionId: id,
    });
  }
}

interface Fresh {
  state: string;
  verifier: string;
  scopes: readonly string[];
}

async function authorizationAddress(
  provider: Provider,
  endpoints: Endpoints,
  request: BeginRequest,
  { state, verifier, scopes }: Fresh,
): Promise<string> {
  const { locale = '' } = request;
  // Its own only: a locale from a query may be called `__proto__`.
  const localised = Object.hasOwn(endpoints.localised, locale) ? endpoints.localised[locale] : undefined;
  const url = new URL(localised ?? endpoints.authorization);
  const parameters: Record<string, string | undefined> = {
    response_type: 'code',
    client_id: provider.clientId,
    redirect_uri: provider.redirectUri,
    scope:
      scopes.length === 0 || provider.profile?.authorize.scope === 'ignored' ? undefined : scopes.join(' '),
    state,
    // Always: a server that does not know it ignores it (RFC 6749 §3.1), one that does is held to it.
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ui_locales: localised === undefined ? request.locale : undefined,
    login_hint: request.accountHint,
    prompt: request.prompt,
    resource: provider.resource ?? undefined,
  };
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}
