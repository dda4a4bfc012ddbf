/** What a developer configures. Everything is checked when the client is made; a wrong value names itself. */
import type { Profile, ProfileName } from '@valetkey/protocol';
import type { Clock } from './clock.ts';
import type { ClientEvent } from './events.ts';
import type { Resolve } from './net/http-call.ts';
import type { Vault } from './vault/vault.ts';

export interface ProviderEndpoints {
  authorization: string;
  token: string;
  revocation?: string;
}

export interface ProviderOptions {
  /** A company's way of OAuth, by name or as data. Without one the provider's metadata says everything. */
  profile?: ProfileName | Profile;
  /** `https://…`; endpoints come from it by the profile's paths, or from its metadata (RFC 8414, OpenID Connect Discovery). */
  issuer?: string;
  /** Instead of an issuer, for a server without metadata. */
  endpoints?: ProviderEndpoints;
  clientId: string;
  /** Absent: a public app, which has PKCE only. */
  clientSecret?: string;
  /** While rotating: tried where the new one is refused (R53). */
  previousClientSecret?: string;
  /** Asked for by default. */
  scopes?: readonly string[];
  /** Instead of the client's own. */
  redirectUri?: string;
  /** Where `api.fetch` may send this provider's tokens. Absent: any https origin. */
  apiOrigins?: readonly string[];
  /** The API that the tokens are for (RFC 8707), where a server gives tokens for several. */
  resource?: string;
  /** Verifies webhooks: `whsec_…`; two while rotating. */
  webhookSecrets?: readonly string[];
  /** Origins that the metadata may name although they are private or on another port. */
  trustedOrigins?: readonly string[];
}

export interface ClientOptions {
  providers: Readonly<Record<string, ProviderOptions>>;
  vault: Vault;
  /** `{provider}` stands for the provider's name: an address of its own for each (RFC 9700 §4.4.2). */
  redirectUri: string;
  onEvent?: (event: ClientEvent) => void;
  /** For one call to an authorization server; 10 by default. */
  timeoutSeconds?: number;
  clock?: Clock;
  /** For `api.fetch`; calls to authorization servers pin their addresses and do not use it. */
  fetch?: typeof fetch;
  /** For tests: names → addresses. */
  resolve?: Resolve;
}
