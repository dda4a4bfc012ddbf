/** The calls to a provider's token, revocation and introspection endpoints: oauth4webapi where the server follows the RFCs, a GET where S4 asks for it. */
import {
  ClientSecretPost,
  None,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  customFetch,
  introspectionRequest,
  refreshTokenGrantRequest,
  revocationRequest,
  type AuthorizationServer,
  type Client,
  type ClientAuth,
} from 'oauth4webapi';
import type { AppAuthentication } from '@valetkey/protocol';
import { nowSeconds, type Clock } from '../clock.ts';
import type { Emit } from '../events.ts';
import { asFetch, type HttpCall } from '../net/token-http.ts';
import { authenticationBeside } from '../provider/configure.ts';
import type { Endpoints, Provider } from '../provider/provider.ts';
import { SecretText } from '../secret-text.ts';
import type { Tokens } from '../vault/connection-record.ts';
import { createWithSecrets } from './client-secrets.ts';
import { toRefusal } from './refusal.ts';
import { readTokenAnswer } from './token-answer.ts';

interface Code {
  /** As `validateAuthResponse` returned them: oauth4webapi takes no others. */
  parameters: URLSearchParams;
  verifier: SecretText;
  redirectUri: string;
  scopes: readonly string[];
}

interface TokenStatus {
  active: boolean;
  /** Who it acts for; null when that is not said. */
  subject: string | null;
}

export interface TokenCalls {
  exchangeCode(provider: Provider, endpoints: Endpoints, code: Code, signal?: AbortSignal): Promise<Tokens>;
  refresh(provider: Provider, endpoints: Endpoints, tokens: Tokens, signal?: AbortSignal): Promise<Tokens>;
  /** RFC 7009. Only where there is an endpoint. */
  revoke(provider: Provider, endpoints: Endpoints, tokens: Tokens, signal?: AbortSignal): Promise<void>;
  /** RFC 7662, about the app's own token. Null when the provider does not say. */
  introspect(
    provider: Provider,
    endpoints: Endpoints,
    tokens: Tokens,
    signal?: AbortSignal,
  ): Promise<TokenStatus | null>;
}

/** Stands where a provider has no issuer: no answer can carry it. */
const NO_ISSUER = 'urn:valetkey:no-issuer';

export function toServer(endpoints: Endpoints): AuthorizationServer {
  return {
    issuer: endpoints.issuer ?? NO_ISSUER,
    authorization_response_iss_parameter_supported: endpoints.iss,
    token_endpoint: endpoints.token,
    ...(endpoints.revocation === null ? {} : { revocation_endpoint: endpoints.revocation }),
    ...(endpoints.introspection === null ? {} : { introspection_endpoint: endpoints.introspection }),
  };
}

export function toClient(provider: Provider): Client {
  return { client_id: provider.clientId };
}

export function createTokenCalls(options: { clock: Clock; emit: Emit; call: HttpCall }): TokenCalls {
  const { clock, call } = options;
  const withSecrets = createWithSecrets(clock, options.emit);
  /** Plain http passes the address check only on loopback. */
  const using = (provider: Provider, signal: AbortSignal | undefined) => ({
    [customFetch]: asFetch(call, provider),
    [allowInsecureRequests]: true,
    ...(signal === undefined ? {} : { signal }),
  });
  const refused = async (
    provider: Provider,
    response: Response,
    what: string,
    secrets: readonly SecretText[],
  ) =>
    toRefusal(provider, response, { what, secrets: [...provider.secrets, ...secrets], nowMs: clock.nowMs() });

  return {
    async exchangeCode(provider, endpoints, code, signal) {
      const server = toServer(endpoints);
      const client = toClient(provider);
      const response = await withSecrets(provider, async secret =>
        endpoints.authentication === 'query'
          ? call(provider, getTokenAddress(provider, endpoints, code, secret), {
              method: 'GET',
              headers: { accept: 'application/json' },
              signal,
            })
          : authorizationCodeGrantRequest(
              server,
              client,
              authBy(endpoints.authentication, secret),
              code.parameters,
              code.redirectUri,
              code.verifier.reveal(),
              { ...using(provider, signal), ...forResource(provider) },
            ),
      );
      const secrets = [code.verifier, new SecretText(code.parameters.get('code') ?? '')];
      if (response.status !== 200) throw await refused(provider, response, 'the code exchange', secrets);
      return readTokenAnswer(provider, response, {
        server,
        client,
        now: nowSeconds(clock),
        scopes: code.scopes,
        refresh: null,
      });
    },

    async refresh(provider, endpoints, tokens, signal) {
      const server = toServer(endpoints);
      const client = toClient(provider);
      const refresh = tokens.refresh!;
      const response = await withSecrets(provider, async secret =>
        refreshTokenGrantRequest(server, client, authBy(endpoints.authentication, secret), refresh.reveal(), {
          ...using(provider, signal),
          ...forResource(provider),
        }),
      );
      if (response.status !== 200) throw await refused(provider, response, 'the refresh', [refresh]);
      return readTokenAnswer(provider, response, {
        server,
        client,
        now: nowSeconds(clock),
        scopes: tokens.scopes,
        refresh,
      });
    },

    async revoke(provider, endpoints, tokens, signal) {
      const method = authenticationBeside(provider, endpoints);
      const token = tokens.refresh ?? tokens.access;
      const additionalParameters = {
        token_type_hint: tokens.refresh === null ? 'access_token' : 'refresh_token',
      };
      const response = await withSecrets(provider, async secret =>
        revocationRequest(toServer(endpoints), toClient(provider), authBy(method, secret), token.reveal(), {
          ...using(provider, signal),
          additionalParameters,
        }),
      );
      if (response.status !== 200) throw await refused(provider, response, 'the revocation', [token]);
    },

    async introspect(provider, endpoints, tokens, signal) {
      if (endpoints.introspection === null || provider.secrets.length === 0) return null;
      const method = authenticationBeside(provider, endpoints);
      const response = await withSecrets(provider, async secret =>
        introspectionRequest(
          toServer(endpoints),
          toClient(provider),
          authBy(method, secret),
          tokens.access.reveal(),
          using(provider, signal),
        ),
      );
      if (response.status !== 200) return null;
      const { active, sub, account } = ((await response.json()) ?? {}) as Record<string, unknown>;
      if (typeof active !== 'boolean') return null;
      const subject =
        typeof sub === 'string' ? subjectText(sub, typeof account === 'string' ? account : null) : null;
      return { active, subject };
    },
  };
}

/** RFC 8707 §2.2. */
function forResource({ resource }: Provider): { additionalParameters?: Record<string, string> } {
  return resource === null ? {} : { additionalParameters: { resource } };
}

/** A user acts on one account: both together are who a connection is for. */
export function subjectText(sub: string, account: string | null): string {
  return JSON.stringify([sub.slice(0, 256), account?.slice(0, 256) ?? null]);
}

function authBy(method: AppAuthentication, secret: SecretText | null): ClientAuth {
  if (secret === null) return None();
  return method === 'post' ? ClientSecretPost(secret.reveal()) : basicBy(secret);
}

/**
 * RFC 6749 §2.3.1: form-encoded. As browsers do it, `-`, `.`, `_` and `*` stay as they are: the library's own encodes them, too, which
 * is allowed, and refused by servers that do not decode.
 */
function basicBy(secret: SecretText): ClientAuth {
  const encode = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1);
  return (_server, client, _body, headers) => {
    const credentials = `${encode(client.client_id)}:${encode(secret.reveal())}`;
    headers.set('authorization', `Basic ${Buffer.from(credentials).toString('base64')}`);
  };
}

/** S4: everything in the query, no `grant_type` (R37). The address is a secret: it stands in no log and no error (S-X5). */
function getTokenAddress(
  provider: Provider,
  endpoints: Endpoints,
  code: Code,
  secret: SecretText | null,
): string {
  const url = new URL(endpoints.token);
  url.search = new URLSearchParams({
    client_id: provider.clientId,
    client_secret: secret?.reveal() ?? '',
    redirect_uri: code.redirectUri,
    code: code.parameters.get('code') ?? '',
    code_verifier: code.verifier.reveal(),
  }).toString();
  return url.href;
}
