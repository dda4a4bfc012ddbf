/**
 * Hands an app's secret to its developer without anybody between (R13): a link that works once, for who works on the app alone.
 * The secret is made when it is opened, so nothing waits anywhere in the clear; the staff that sends the link cannot open it.
 */
import { OAuthError, say } from '@valetkey/protocol';
import type { App, User } from '../../store/rows.ts';
import type { Act } from '../../store/store.ts';
import { newSecret } from '../developers/secrets.ts';
import type { Core } from '../core.ts';
import { findOwnApp } from '../developers/ownership.ts';
import type { Provider } from '../providers.ts';
import { mayHaveSecrets } from '../registration.ts';
import { randomToken } from '../secrets.ts';

const LINK_SECONDS = 7 * 86_400;
const LONGEST_TOKEN = 64;

/** @returns the address; only its hash is kept. */
export async function createCredentialLink(
  core: Core,
  provider: Provider,
  app: App,
  act: Act,
): Promise<string> {
  if (app.type === 'public') throw new OAuthError('invalid_request', say('link_public'));
  const token = randomToken();
  await core.store.createCredentialLink({
    hash: hashOf(core, token),
    appId: app.id,
    createdAt: act.now,
    expiresAt: act.now + LINK_SECONDS,
  });
  return `${provider.issuer}/console/credentials?link=${token}`;
}

export interface OpenedLink {
  app: App;
  secret: string;
}

/** @throws {OAuthError} not_found for who does not work on the app; invalid_request where it was opened or has expired. */
export async function openCredentialLink(
  core: Core,
  provider: Provider,
  user: User,
  token: string,
  act: Act,
): Promise<OpenedLink> {
  const hash = hashOf(core, token.slice(0, LONGEST_TOKEN));
  const link = await core.store.findCredentialLink(hash);
  const own = link && (await findOwnApp(core, provider, user, link.appId));
  if (!link || !own || own.role === 'viewer') throw new OAuthError('not_found', say('link_unknown'));
  if (!mayHaveSecrets(provider, own.app)) throw new OAuthError('invalid_request', say('link_not_approved'));
  if (!(await core.store.consumeCredentialLink(hash, act)))
    throw new OAuthError('invalid_request', say('link_used'));
  return { app: own.app, secret: (await newSecret(core, provider, own.app, undefined, act.actor)).secret };
}

function hashOf({ keys }: Core, token: string): string {
  return keys.pepper.hash('credential-link', token);
}
