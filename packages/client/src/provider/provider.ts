/** A provider as the rest of the client sees it: endpoints and rules, wherever they came from. */
import type { AppAuthentication, Profile } from '@valetkey/protocol';
import type { SecretText } from '../secret-text.ts';

/** What is known without asking anybody. */
export interface Provider {
  name: string;
  profile: Profile | null;
  issuer: string | null;
  clientId: string;
  /** The current one first. Empty: a public app. */
  secrets: readonly SecretText[];
  scopes: readonly string[];
  redirectUri: string;
  /** Whether another provider has the same redirect URI: then only `iss` tells their answers apart. */
  sharesRedirectUri: boolean;
  apiOrigins: readonly string[] | null;
  /** RFC 8707 §2: without a fragment. */
  resource: string | null;
  webhookSecrets: readonly SecretText[];
  configuredOrigins: readonly string[];
  /** Null: they are in the metadata. */
  endpoints: Endpoints | null;
}

export interface Endpoints {
  /** Null where the provider has no issuer: then no answer can carry `iss`. */
  issuer: string | null;
  authorization: string;
  localised: Readonly<Record<string, string>>;
  token: string;
  revocation: string | null;
  introspection: string | null;
  /** Whether every answer carries `iss` (RFC 9207). */
  iss: boolean;
  authentication: AppAuthentication;
  /** Whether the callback is a POST unless asked otherwise. */
  formPost: boolean;
}
