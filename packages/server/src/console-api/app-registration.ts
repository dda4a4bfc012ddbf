/** Registering an app, changing it, giving it up (R11-R20); and the consent page as it would be (R14). */
import { OAuthError, say } from '@valetkey/protocol';
import * as operations from '@valetkey/protocol/console-api';
import { changeApp, type AppChange } from '../domain/developers/change-app.ts';
import { drawLogo } from '../domain/developers/logo.ts';
import { addNote } from '../domain/developers/review.ts';
import type { OwnApp } from '../domain/developers/ownership.ts';
import type { Provider } from '../domain/providers.ts';
import { MOST_APPS, registerApp } from '../domain/registration.ts';
import { previewConsent } from '../pages/preview-consent.ts';
import { StoreConflictError } from '../store/store.ts';
import { toWire } from './apps.ts';
import type { Call } from './call.ts';
import { appToChange, appToOwn } from './owned.ts';
import { route, type Route } from './route.ts';

export const appRegistrationRoutes: readonly Route[] = [
  route(operations.readRegistrationRules, { handle: ({ provider }) => rulesOf(provider) }),
  route(operations.createApp, { handle: (call, { body }) => create(call, body) }),
  route(operations.previewConsent, {
    handle: (call, { body }) => ({
      html: previewConsent(call.provider, body, { name: call.user.name, email: call.user.email }),
    }),
  }),
  route(operations.updateApp, {
    owned: appToChange,
    handle: (call, { object, body: { scopeReasons, ...body } }) =>
      change(call, object, {
        ...body,
        ...(scopeReasons === undefined ? {} : { scopeReasons: reasonsOf(scopeReasons) }),
      }),
  }),
  route(operations.changeAddresses, {
    owned: appToChange,
    handle: (call, { object, body }) => change(call, object, body),
  }),
  route(operations.changeLogo, {
    owned: appToChange,
    handle: async (call, { object, body: { image } }) =>
      await change(call, object, {
        logo: image === null ? null : await drawLogo(Buffer.from(image, 'base64')),
      }),
  }),
  route(operations.deleteApp, {
    owned: appToOwn,
    handle: async ({ core, act }, { object: { app } }) => {
      await core.store.deleteApp(app.id, act);
      return {};
    },
  }),
];

async function create(
  { core, provider, user, act }: Call,
  { scopeReasons, scopes, ...body }: operations.BodyOf<typeof operations.createApp>,
): Promise<operations.AnswerOf<typeof operations.createApp>> {
  const registration = {
    ...body,
    ...(scopes.length > 0 ? { scopes } : {}),
    scopeReasons: reasonsOf(scopeReasons),
    ownerEmail: user.email,
    ownerId: user.id,
    draft: true,
  };
  try {
    const { app, clientSecret } = await registerApp(core, provider, registration, act.actor);
    return { app: toWire(provider, { app, role: 'owner' }), clientSecret };
  } catch (error) {
    if (!(error instanceof StoreConflictError)) throw error;
    throw new OAuthError('too_many_requests', say('apps_too_many', { limit: MOST_APPS }));
  }
}

async function change(
  { core, provider, user, act }: Call,
  { app, role }: OwnApp,
  wanted: AppChange,
): Promise<operations.AnswerOf<typeof operations.readApp>> {
  const changed = await changeApp(core, provider, app, wanted, act.actor);
  if (changed.status !== app.status) {
    const text = Object.keys(wanted).join(', ');
    await addNote(
      core,
      app,
      { kind: 'changed', text },
      { actor: act.actor, name: user.name, byStaff: false },
    );
  }
  return toWire(provider, { app: changed, role });
}

function reasonsOf(reasons: readonly { scope: string; reason: string }[]): Record<string, string> {
  return Object.fromEntries(reasons.map(({ scope, reason }) => [scope, reason]));
}

function rulesOf(provider: Provider): operations.AnswerOf<typeof operations.readRegistrationRules> {
  const { authorize, token, redirectUris } = provider.profile;
  return {
    scopes: [...provider.scopes].map(([name, { title, access }]) => ({
      name,
      title,
      access,
      isDefault: provider.defaultScopes.includes(name),
    })),
    scopesChosen: authorize.scope !== 'ignored',
    publicApps: token.authentication.includes('none'),
    loopbackHttp: redirectUris.loopbackHttp,
    nativeSchemes: redirectUris.nativeSchemes,
    refresh: token.refresh,
    clientCredentials: token.grants.includes('client_credentials'),
  };
}
