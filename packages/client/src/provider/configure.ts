/** Options → providers. What can be wrong is found here, when the app starts, and names where it stands. */
import { profiles, revocationAuthentication, type AppAuthentication, type Profile } from '@valetkey/protocol';
import type { ClientOptions, ProviderOptions } from '../client-options.ts';
import { ClientError } from '../errors.ts';
import { parseConfiguredUrl } from '../net/address-policy.ts';
import { SecretText } from '../secret-text.ts';
import type { Endpoints, Provider } from './provider.ts';
import { PUBLISHED } from './published-addresses.ts';

export function configureProviders(
  options: Pick<ClientOptions, 'providers' | 'redirectUri'>,
): Map<string, Provider> {
  const named = Object.entries(options.providers);
  const uris = named.map(
    ([name, provider]) => provider.redirectUri ?? options.redirectUri.replaceAll('{provider}', name),
  );
  const providers = named.map(([name, provider], i) => {
    const shared = uris.filter(uri => uri === uris[i]).length > 1;
    return configure(name, provider, uris[i]!, shared);
  });
  for (const provider of providers) if (provider.endpoints) checkMixUp(provider, provider.endpoints);
  return new Map(providers.map(provider => [provider.name, provider]));
}

/**
 * RFC 9700 §4.4.2: an answer without `iss` that arrives at a shared address could be any provider's, and its code would be given to
 * whoever the attempt names. Such a provider needs an address of its own.
 */
export function checkMixUp(provider: Provider, { iss }: Endpoints): void {
  if (iss || !provider.sharesRedirectUri) return;
  throw new ClientError(
    'config',
    `providers.${provider.name}: its answers do not carry iss, so it needs a redirect URI of its own. Write {provider} into redirectUri.`,
    { provider: provider.name },
  );
}

function configure(
  name: string,
  options: ProviderOptions,
  redirectUri: string,
  sharesRedirectUri: boolean,
): Provider {
  const at = `providers.${name}`;
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(name))
    throw new ClientError('config', `${at}: a name is made of letters, digits, - and _.`);
  if (typeof options.clientId !== 'string' || options.clientId === '')
    throw new ClientError('config', `${at}.clientId is missing.`);
  parseConfiguredUrl(redirectUri, `${at}.redirectUri`);
  const profile = findProfile(options.profile, at);
  const issuer = options.issuer === undefined ? null : parseIssuer(options.issuer, at);
  const secrets = [options.clientSecret, options.previousClientSecret].filter(
    secret => secret !== undefined && secret !== '',
  );
  const endpoints = endpointsOf({ options, profile, issuer, at, isPublic: secrets.length === 0 });
  return {
    name,
    profile,
    issuer,
    clientId: options.clientId,
    secrets: secrets.map(secret => new SecretText(secret!)),
    scopes: options.scopes ?? profile?.defaultScopes ?? [],
    redirectUri,
    sharesRedirectUri,
    apiOrigins:
      options.apiOrigins?.map(origin => parseConfiguredUrl(origin, `${at}.apiOrigins`).origin) ?? null,
    resource: parseResource(options.resource, at),
    webhookSecrets: (options.webhookSecrets ?? []).map(secret => new SecretText(secret)),
    configuredOrigins: originsOf(options, issuer, endpoints, at),
    endpoints,
  };
}

function findProfile(given: ProviderOptions['profile'], at: string): Profile | null {
  if (given === undefined) return null;
  const profile = typeof given === 'string' ? profiles[given] : given;
  if (profile === undefined)
    throw new ClientError('config', `${at}.profile: there is no profile of that name.`);
  return profile;
}

/** Sent as it was written: servers compare it as text. */
function parseResource(resource: string | undefined, at: string): string | null {
  if (resource === undefined) return null;
  parseConfiguredUrl(resource, `${at}.resource`);
  return resource;
}

/** RFC 8414 §2: an issuer has no query. It is compared as text, so it is kept as it was written. */
function parseIssuer(issuer: string, at: string): string {
  const url = parseConfiguredUrl(issuer, `${at}.issuer`);
  if (url.search !== '') throw new ClientError('config', `${at}.issuer must not have a query.`);
  return issuer;
}

function endpointsOf(given: {
  options: ProviderOptions;
  profile: Profile | null;
  issuer: string | null;
  at: string;
  isPublic: boolean;
}): Endpoints | null {
  const { options, profile, issuer, at, isPublic } = given;
  const authentication = chooseAuthentication(
    profile?.token.authentication ?? ['basic', 'none'],
    isPublic,
    at,
  );
  const rules = {
    issuer,
    authentication,
    iss: issuer !== null && profile !== null && profile.authorize.iss,
    formPost: profile?.authorize.responseModes[0] === 'form_post',
  };
  const published = profile === null || issuer !== null ? undefined : PUBLISHED[profile.name];
  const addresses = options.endpoints ?? published;
  if (addresses !== undefined) {
    const { authorization, token, revocation } = addresses;
    for (const [name, url] of Object.entries({ authorization, token, revocation })) {
      if (url !== undefined) parseConfiguredUrl(url, `${at}.endpoints.${name}`);
    }
    const localised = options.endpoints ? {} : (published?.localised ?? {});
    return { ...rules, authorization, localised, token, revocation: revocation ?? null, introspection: null };
  }
  if (issuer === null) {
    throw new ClientError(
      'config',
      `${at} needs issuer or endpoints: this company has published no addresses.`,
    );
  }
  return profile === null ? null : { ...rules, ...byPaths(issuer, profile) };
}

function byPaths(
  issuer: string,
  profile: Profile,
): Pick<Endpoints, 'authorization' | 'localised' | 'token' | 'revocation' | 'introspection'> {
  const base = issuer.replace(/\/$/, '');
  const { paths } = profile.authorize;
  const localised = paths.flatMap(({ path, locale }) => (locale ? [[locale, base + path] as const] : []));
  return {
    authorization: base + paths[0]!.path,
    localised: Object.fromEntries(localised),
    token: base + profile.token.path,
    revocation: base + profile.revokePath,
    introspection: base + profile.introspectPath,
  };
}

/** @param offered The provider's own first: a company's document names the one that surely works (R36). */
export function chooseAuthentication(
  offered: readonly AppAuthentication[],
  isPublic: boolean,
  at: string,
): AppAuthentication {
  if (isPublic) {
    if (offered.includes('none')) return 'none';
    throw new ClientError('config', `${at}.clientSecret is missing: this provider has no public apps.`);
  }
  const method = offered.find(one => one !== 'none');
  if (method === undefined)
    throw new ClientError(
      'metadata',
      `${at}: the provider offers no way to send a client secret that this client knows.`,
    );
  return method;
}

/** How the secret travels elsewhere than to the token endpoint: never in an address (D-9). */
export function authenticationBeside(provider: Provider, endpoints: Endpoints): AppAuthentication {
  if (endpoints.authentication !== 'query' || provider.profile === null) return endpoints.authentication;
  return revocationAuthentication(provider.profile)[0] ?? 'basic';
}

function originsOf(
  options: ProviderOptions,
  issuer: string | null,
  endpoints: Endpoints | null,
  at: string,
): string[] {
  const urls = [issuer, endpoints?.authorization, endpoints?.token, endpoints?.revocation].filter(
    url => typeof url === 'string',
  );
  const trusted = (options.trustedOrigins ?? []).map(
    origin => parseConfiguredUrl(origin, `${at}.trustedOrigins`).href,
  );
  return [...new Set([...urls, ...trusted].map(url => new URL(url).origin))];
}
