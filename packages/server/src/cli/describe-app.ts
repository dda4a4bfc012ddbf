/** An app as commands tell it. On screens the id has the company's own word (R20); on the wire it is always `client_id`. */
import type { Provider } from '../domain/providers.ts';
import type { App, AppSecret } from '../store/rows.ts';
import { renderFields, renderTable } from './text-table.ts';
import { showTime } from './times.ts';

export function describeApp(app: App): Record<string, unknown> {
  return {
    client_id: app.id,
    provider: app.provider,
    name: app.name,
    description: app.description,
    publisher: app.publisher,
    owner_email: app.ownerEmail,
    status: app.status,
    verified: app.verified,
    type: app.type,
    native: app.native,
    redirect_uris: app.redirectUris,
    scopes: app.scopes,
    grants: app.grants,
    authentication: app.authentication,
    homepage_url: app.homepageUrl,
    privacy_url: app.privacyUrl,
    terms_url: app.termsUrl,
    created_at: app.createdAt,
    updated_at: app.updatedAt,
  };
}

export function renderApp(provider: Provider, app: App): string {
  return renderFields({
    [wordForId(provider)]: app.id,
    provider: app.provider,
    name: app.name,
    description: app.description,
    publisher: `${app.publisher}${app.verified ? ' (verified)' : ''}`,
    owner: app.ownerEmail,
    status: app.status,
    type: app.native ? `${app.type}, native` : app.type,
    'redirect URIs': app.redirectUris.join('  ') || null,
    scopes: app.scopes.join('  '),
    grants: app.grants.join('  '),
    authentication: app.authentication,
    created: showTime(app.createdAt),
  });
}

/** Copernica says `client_key` on its screens: both words, so that nobody has to guess which parameter it is. */
function wordForId({ profile }: Provider): string {
  const { clientId } = profile.words;
  return clientId === 'client_id' ? clientId : `${clientId} (client_id)`;
}

export function describeSecret(secret: AppSecret, now: number): Record<string, unknown> {
  return {
    secret_id: secret.id,
    last_four: secret.lastFour,
    state: stateOf(secret, now),
    created_at: secret.createdAt,
    expires_at: secret.expiresAt,
    revoked_at: secret.revokedAt,
    last_used_at: secret.lastUsedAt,
  };
}

export function renderSecrets(secrets: readonly AppSecret[], now: number): string {
  return renderTable(
    ['secret_id', 'ends in', 'state', 'created', 'expires', 'last used'],
    secrets.map(secret => [
      secret.id,
      `…${secret.lastFour}`,
      stateOf(secret, now),
      showTime(secret.createdAt),
      showTime(secret.expiresAt),
      showTime(secret.lastUsedAt),
    ]),
  );
}

function stateOf({ revokedAt, expiresAt }: AppSecret, now: number): 'live' | 'revoked' | 'expired' {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'live';
}

/** The one moment a secret is seen (R21). */
export function renderCredentials(provider: Provider, clientId: string, secret: string | null): string {
  return renderFields({ [wordForId(provider)]: clientId, client_secret: secret });
}
