/** What a provider's OAuth looks like: data that the server obeys, the client speaks and the quickstarts are written from. */

export type ProfileName = 'standard' | 'copyai' | 'copper' | 'clipron' | 'fliki' | 'copernica';

/** How an app proves who it is at the token endpoint (RFC 6749 §2.3; `none`: public app, PKCE only). */
export type AppAuthentication = 'basic' | 'post' | 'query' | 'none';
export type ResponseMode = 'query' | 'form_post';
export type GrantType = 'authorization_code' | 'refresh_token' | 'client_credentials';
export const PAGE_LOCALES = ['en', 'nl', 'de', 'fr', 'es'] as const;
export type PageLocale = (typeof PAGE_LOCALES)[number];

export interface AuthorizeProfile {
  /** Paths below the issuer. A path with a `locale` fixes the language of the pages (R24). */
  paths: readonly { path: string; locale?: PageLocale }[];
  methods: readonly ('GET' | 'POST')[];
  pkce: 'required' | 'accepted';
  /** `judged`: required, and refused when easy to guess or used by somebody else (R25). */
  state: 'optional' | 'required' | 'judged';
  /** `required`: absent is an error. `default`: absent means `defaultScopes`. `ignored`: never read (S4). */
  scope: 'required' | 'default' | 'ignored';
  /** First one is the default. */
  responseModes: readonly ResponseMode[];
  /** Whether `iss` is added to the response (RFC 9207). */
  iss: boolean;
  /** `always`: a user with several accounts is asked at each connection; `remembered`: only at the first. */
  accountChoice: 'always' | 'remembered';
}

export interface TokenProfile {
  path: string;
  method: 'GET' | 'POST';
  bodyTypes: readonly ('form' | 'json')[];
  authentication: readonly AppAuthentication[];
  grants: readonly GrantType[];
  /** False where the request has no `grant_type` and always means `authorization_code` (S4). */
  grantTypeNamed: boolean;
  /** True where a wrong secret is a 400 without challenge (S4). */
  plainErrors: boolean;
  access: {
    /** `signed`: opaque, no row. `jwt`: RFC 9068. `stored`: short random string whose hash is on the family's row. */
    format: 'signed' | 'jwt' | 'stored';
    /** Of a stored token. */
    alphabet?: 'hex' | 'alphanumeric';
    /** Of a stored token, in characters. */
    length?: number;
    /** Null: lives until revoked. */
    lifetimeSeconds: number | null;
  };
  /** `per-app`: only for apps registered for it. */
  refresh: 'rotating' | 'per-app' | 'none';
  /** Members of the token response, in order; absent values are left out. */
  response: readonly ('access_token' | 'token_type' | 'expires_in' | 'refresh_token' | 'scope')[];
}

/** How API requests carry credentials, beside `Authorization: Bearer` (R4, R43). */
export interface ApiProfile {
  /** A token or key may also stand in this query parameter (S4); redacted in every log. */
  queryParameter?: string;
  /** Legacy API keys in headers of the company's own. Header names in lower case. */
  keyHeader?: string;
  /** Further headers that must accompany the key: a constant value, or the e-mail of the key's owner. */
  keyCompanions?: readonly { header: string; must: { equal: string } | 'owner-email' }[];
  /** Whether `Authorization: Bearer` may hold an API key too (told apart by its `vkk_` prefix). */
  keyAsBearer: boolean;
  /** `several`: each with a label. `one`: a single personal access key. `none`: OAuth only. */
  keys: 'several' | 'one' | 'none';
  /** Calls of one app or key in any rolling window. */
  rateLimit?: { limit: number; windowSeconds: number };
}

export interface Profile {
  name: ProfileName;
  title: string;
  authorize: AuthorizeProfile;
  token: TokenProfile;
  /** Below the issuer, in every profile: revocation works even where the document names no endpoint. */
  revokePath: string;
  introspectPath: string;
  jwksPath: string;
  /** `approval`: the company approves before the credentials are released (R13). */
  registration: 'self-service' | 'approval';
  /** `https`: only https, or http on loopback while the app is in development. Native apps may add private-use schemes. */
  redirectUris: { loopbackHttp: boolean; nativeSchemes: boolean };
  api: ApiProfile;
  /** Accounts need one of these plans (R2); absent: any plan. */
  plans?: readonly string[];
  /** Scopes every provider with this profile has from the start (S1: `developer/v1/all`). */
  scopes?: readonly string[];
  /** Granted when the request names none (`default`) or cannot name any (`ignored`). */
  defaultScopes?: readonly string[];
  /** Words on the company's screens. */
  words: { clientId: string; developerPlace: string; settingsPath: string };
  /** Every rule weaker than `standard`, with its reason: shown to the operator (S-X10). */
  warnings: readonly { rule: string; reason: string }[];
  /** Shown on the old version's pages (R59). */
  notice?: { en: string } & Partial<Record<PageLocale, string>>;
}
