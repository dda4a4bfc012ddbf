/** Changing an app later: the rules of its registration hold again, and what a reviewer saw is reviewed again (S-J4). */
import { OAuthError, say } from '@valetkey/protocol';
import type { App } from '../../store/rows.ts';
import { nowSeconds } from '../clock.ts';
import type { Core } from '../core.ts';
import type { Provider } from '../providers.ts';
import { checkDetails, type Registration } from '../registration.ts';
import { checkName } from '../review/inspect-name.ts';

/** What people are shown, or what decides where codes go and what for: as the store's own list for `verified`. */
const REVIEWED = [
  'name',
  'description',
  'publisher',
  'logo',
  'type',
  'native',
  'redirectUris',
  'scopes',
] as const;

export type AppChange = Partial<
  Pick<
    Registration,
    | 'name'
    | 'description'
    | 'publisher'
    | 'homepageUrl'
    | 'privacyUrl'
    | 'termsUrl'
    | 'scopes'
    | 'scopeReasons'
    | 'refresh'
    | 'clientCredentials'
    | 'redirectUris'
    | 'type'
    | 'native'
  >
> & { logo?: string | null };

/** @throws {OAuthError} invalid_request or invalid_scope: what is wrong, why, and what to do. */
export async function changeApp(
  core: Core,
  provider: Provider,
  app: App,
  change: AppChange,
  actor: string,
): Promise<App> {
  const { logo = app.logo, ...registration } = change;
  // An app that becomes public proves itself by PKCE; one that gets a secret takes what the profile offers.
  const authentication = (change.type ?? app.type) === app.type ? app.authentication : null;
  const details = {
    ...checkDetails(provider, { ...registrationOf(app), ...registration, authentication }),
    logo,
  };
  // S-J5: as at registration, or a good name would be registered and changed the day after.
  if (actor !== 'operator' && details.name !== app.name) checkName(provider, details.name);
  const act = { now: nowSeconds(core.clock), actor };
  const reviewedAgain =
    actor !== 'operator' &&
    provider.profile.registration === 'approval' &&
    REVIEWED.some(field => JSON.stringify(app[field]) !== JSON.stringify(details[field]));
  // First closed, then changed: nothing that nobody approved is ever open.
  if (reviewedAgain) await core.store.moveApp(app.id, ['approved', 'in_review'], 'draft', act);
  const changed = await core.store.updateApp(app.id, details, act);
  if (changed === null) throw new OAuthError('not_found', say('app_gone'));
  return changed;
}

function registrationOf(app: App): Registration {
  return {
    name: app.name,
    description: app.description,
    publisher: app.publisher,
    ownerEmail: app.ownerEmail,
    homepageUrl: app.homepageUrl,
    privacyUrl: app.privacyUrl,
    termsUrl: app.termsUrl,
    redirectUris: app.redirectUris,
    scopes: app.scopes,
    scopeReasons: app.scopeReasons,
    type: app.type,
    native: app.native,
    refresh: app.grants.includes('refresh_token'),
    clientCredentials: app.grants.includes('client_credentials'),
  };
}
