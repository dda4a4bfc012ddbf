/** An app's secrets as its developers handle them: two live ones at most, the old one for as long as they say (S-C20, R53). */
import { OAuthError, say } from '@valetkey/protocol';
import { StoreConflictError } from '../../store/store.ts';
import type { App } from '../../store/rows.ts';
import type { Core } from '../core.ts';
import type { Provider } from '../providers.ts';
import { mayHaveSecrets, rotateSecret } from '../registration.ts';

/**
 * @param overlapSeconds how long the ones before still work; undefined: as long as they did
 * @throws {OAuthError} invalid_request: a public app, one that is not approved, or two secrets that work.
 */
export async function newSecret(
  core: Core,
  provider: Provider,
  app: App,
  overlapSeconds: number | undefined,
  actor: string,
): Promise<{ id: string; secret: string }> {
  if (app.type === 'public') throw new OAuthError('invalid_request', say('secret_public', { app: app.name }));
  if (!mayHaveSecrets(provider, app))
    throw new OAuthError('invalid_request', say('secret_with_approval', { app: app.name }));
  try {
    return await rotateSecret(core, app, overlapSeconds, actor);
  } catch (error) {
    if (!(error instanceof StoreConflictError)) throw error;
    throw new OAuthError('invalid_request', say('secrets_two'));
  }
}
