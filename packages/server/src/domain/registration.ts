/** Registering apps (R11-R21): the rules of the profile, checked once for every way in (command, portal, demo). */
import { OAuthError, checkRedirectUri, type GrantType, say, type Sentence } from '@valetkey/protocol';
import type { App, Id } from '../store/rows.ts';
import { addSecret } from './apps.ts';
import { nowSeconds } from './clock.ts';
import type { Core } from './core.ts';
import { newId } from './ids.ts';
import { normaliseEmail } from './people.ts';
import { checkName } from './review/inspect-name.ts';
import type { Provider } from './providers.ts';
import { randomToken } from './secrets.ts';

export interface Registration {
  name: string;
  /** The purpose, as an infinitive: "analyze your database" (R14). */
  description: string;
  publisher: string;
  ownerEmail: string;
  redirectUris: readonly string[];
  /** Default: the profile's or the configuration's default scopes. */
  scopes?: readonly string[] | undefined;
  type?: 'confidential' | 'public' | undefined;
  native?: boolean | undefined;
  /** Refresh tokens where the profile gives them per app (S2). Default: yes where every app gets them. */
  refresh?: boolean | undefined;
  clientCredentials?: boolean | undefined;
  authentication?: App['authentication'] | undefined;
  verified?: boolean | undefined;
  homepageUrl?: string | null | undefined;
  privacyUrl?: string | null | undefined;
  termsUrl?: string | null | undefined;
  /** Why it asks for a scope: for the reviewer, and for people. */
  scopeReasons?: Readonly<Record<string, string>> | undefined;
  /** In development: its own people alone can connect it. */
  draft?: boolean | undefined;
  /** Who registers it in the portal. */
  ownerId?: Id | undefined;
}

/** What can be changed later: nothing that was chosen is final. */
type AppDetails = Pick<
  App,
  | 'name'
  | 'description'
  | 'publisher'
  | 'homepageUrl'
  | 'privacyUrl'
  | 'termsUrl'
  | 'type'
  | 'native'
  | 'redirectUris'
  | 'scopes'
  | 'scopeReasons'
  | 'grants'
  | 'authentication'
>;

/** Of one developer (S-J1). */
export const MOST_APPS = 25;

export interface RegisteredApp {
  app: App;
  /** This once; null for public apps, and until approval where the profile asks for it. */
  clientSecret: string | null;
}

/** @throws {OAuthError} invalid_request or invalid_scope: what is wrong, why, and what to do. */
export async function registerApp(
  core: Core,
  provider: Provider,
  registration: Registration,
  actor: string,
): Promise<RegisteredApp> {
  const app = buildApp(core, provider, registration, actor);
  if (app.selfRegistered) checkName(provider, app.name);
  const act = { now: nowSeconds(core.clock), actor };
  const created = await core.store.createApp(
    app,
    { id: newId(core.clock.nowMs()), secret: randomToken(), keyId: core.keys.macKey.id },
    act,
    ...(registration.ownerId === undefined ? [] : [{ userId: registration.ownerId, limit: MOST_APPS }]),
  );
  const released = created.type === 'confidential' && mayHaveSecrets(provider, created);
  return { app: created, clientSecret: released ? (await addSecret(core, created.id, actor)).secret : null };
}

/** R13: where the company approves, it hands the credentials over with the approval. */
export function mayHaveSecrets({ profile }: Provider, { status }: Pick<App, 'status'>): boolean {
  return status === 'approved' || (status === 'draft' && profile.registration === 'self-service');
}

/** A new secret beside the old one; the old one works `overlapSeconds` longer (R53). @throws {StoreConflictError} when two live ones exist. */
export async function rotateSecret(
  core: Core,
  app: App,
  overlapSeconds: number | undefined,
  actor: string,
): Promise<{ id: string; secret: string }> {
  return await addSecret(core, app.id, actor, overlapSeconds);
}

function buildApp(
  core: Core,
  provider: Provider,
  r: Registration,
  actor: string,
): Parameters<Core['store']['createApp']>[0] {
  return {
    ...checkDetails(provider, r),
    id: newId(core.clock.nowMs()),
    provider: provider.slug,
    ownerEmail: normaliseEmail(r.ownerEmail),
    logo: null,
    status: firstStatus(provider, r),
    verified: r.verified ?? false,
    selfRegistered: actor !== 'operator',
    createdAt: nowSeconds(core.clock),
  };
}

function firstStatus({ profile }: Provider, { draft }: Registration): App['status'] {
  if (draft) return 'draft';
  return profile.registration === 'approval' ? 'in_review' : 'approved';
}

/** The rules of the profile, for a new app and for a changed one. */
export function checkDetails(provider: Provider, r: Registration): AppDetails {
  const type = r.type ?? 'confidential';
  const scopes = checkScopes(provider, r.scopes);
  return {
    name: checkText(r.name, say('field_name'), 64),
    description: checkText(r.description, say('field_description'), 200),
    publisher: checkText(r.publisher, say('field_publisher'), 64),
    homepageUrl: checkHttps(r.homepageUrl, say('field_homepage')),
    privacyUrl: checkHttps(r.privacyUrl, say('field_privacy')),
    termsUrl: checkHttps(r.termsUrl, say('field_terms')),
    type: checkType(provider, type),
    native: r.native ?? false,
    redirectUris: checkRedirectUris(provider, r),
    scopes,
    scopeReasons: checkReasons(scopes, r.scopeReasons ?? {}),
    grants: pickGrants(provider, type, r),
    authentication: checkAuthentication(provider, type, r.authentication ?? null),
  };
}

function checkReasons(
  scopes: readonly string[],
  reasons: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const given = scopes.filter(scope => (reasons[scope] ?? '').trim() !== '');
  return Object.fromEntries(
    given.map(scope => [scope, checkText(reasons[scope]!, say('field_reason', { scope }), 200)]),
  );
}

/** What people read must be readable: one line, no controls, no bidirectional or invisible characters (S-J5). */
function checkText(value: string, what: Sentence, max: number): string {
  const text = value.normalize('NFKC').trim();
  if (text === '' || text.length > max || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/u.test(text))
    throw new OAuthError('invalid_request', say('field_text', { what, max }));
  return text;
}

function checkHttps(value: string | null | undefined, what: Sentence): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (!URL.canParse(value) || !value.startsWith('https://') || value.length > 2048)
    throw new OAuthError('invalid_request', say('field_address', { what }));
  return value;
}

function checkType(provider: Provider, type: App['type']): App['type'] {
  if (type === 'public' && !provider.profile.token.authentication.includes('none'))
    throw new OAuthError('invalid_request', say('public_apps_none', { provider: provider.name }));
  return type;
}

function checkRedirectUris(provider: Provider, r: Registration): readonly string[] {
  if (r.redirectUris.length === 0 && !r.clientCredentials)
    throw new OAuthError('invalid_request', say('redirect_uri_none'));
  const { loopbackHttp, nativeSchemes } = provider.profile.redirectUris;
  for (const uri of r.redirectUris)
    checkRedirectUri(uri, { loopbackHttp, nativeSchemes, native: r.native ?? false });
  return [...new Set(r.redirectUris)];
}

function checkScopes(provider: Provider, wanted: readonly string[] | undefined): readonly string[] {
  const scopes =
    provider.profile.authorize.scope === 'ignored'
      ? provider.defaultScopes
      : (wanted ?? provider.defaultScopes);
  const unknown = scopes.filter(scope => !provider.scopes.has(scope));
  if (unknown.length > 0)
    throw new OAuthError(
      'invalid_scope',
      say('scopes_unknown', {
        scopes: unknown.join(', '),
        provider: provider.name,
        known: provider.scopeNames.join(', '),
      }),
    );
  if (scopes.length === 0)
    throw new OAuthError(
      'invalid_scope',
      say('scopes_none', { provider: provider.name, known: provider.scopeNames.join(', ') }),
    );
  return [...new Set(scopes)];
}

function pickGrants(provider: Provider, type: App['type'], r: Registration): GrantType[] {
  const { grants, refresh } = provider.profile.token;
  const refreshes = refresh !== 'none' && (r.refresh ?? refresh === 'rotating');
  if (r.refresh === true && refresh === 'none')
    throw new OAuthError('invalid_request', say('refresh_none', { provider: provider.name }));
  if (r.clientCredentials && (type === 'public' || !grants.includes('client_credentials')))
    throw new OAuthError('invalid_request', say('client_credentials_not'));
  return [
    'authorization_code',
    ...(refreshes ? (['refresh_token'] as const) : []),
    ...(r.clientCredentials ? (['client_credentials'] as const) : []),
  ];
}

function checkAuthentication(
  provider: Provider,
  type: App['type'],
  wanted: App['authentication'],
): App['authentication'] {
  if (wanted === null) return null;
  const offered = provider.profile.token.authentication.filter(
    method => (method === 'none') === (type === 'public'),
  );
  if (!offered.includes(wanted))
    throw new OAuthError(
      'invalid_request',
      say('authentication_not', { method: wanted, offered: offered.join(', ') }),
    );
  return wanted;
}
