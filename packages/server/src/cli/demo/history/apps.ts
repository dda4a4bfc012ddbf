/** Registers the cast's apps at one provider, at moments of the past. */
import type { Core } from '../../../domain/core.ts';
import type { Provider } from '../../../domain/providers.ts';
import { registerApp } from '../../../domain/registration.ts';
import { approveApp, asSecret } from '../../../domain/review/decide.ts';
import type { App } from '../../../store/rows.ts';
import { OPERATOR } from '../../operator.ts';
import { API_SCOPES } from '../scopes.ts';
import type { DemoSlug } from '../state.ts';
import type { CastApp } from './cast.ts';
import { coreAt, momentAt, type Moment } from './moment.ts';

const HOUR = 3600;

export async function seedCastApp(core: Core, provider: Provider, cast: CastApp, at: Moment): Promise<App> {
  const apps = await core.store.listApps(provider.slug);
  const found = apps.find(({ name, publisher }) => name === cast.name && publisher === cast.publisher);
  if (found) return found;
  const { read, write } = API_SCOPES[provider.slug as DemoSlug];
  const { app } = await registerApp(
    coreAt(core, at),
    provider,
    {
      name: cast.name,
      description: cast.description,
      publisher: cast.publisher,
      ownerEmail: `dev@${cast.host}`,
      redirectUris: [`https://${cast.host}/oauth/callback`],
      homepageUrl: `https://${cast.host}/`,
      privacyUrl: `https://${cast.host}/privacy`,
      verified: cast.standing === 'verified',
      // Whoever writes asks for both; the others for no more than they need (R48).
      ...(provider.profile.authorize.scope === 'ignored'
        ? {}
        : { scopes: [...new Set(cast.callsADay > 30 ? [read, write] : [read])] }),
      ...(provider.profile.token.refresh === 'per-app' ? { refresh: true } : {}),
    },
    at.act.actor,
  );
  return await decide(core, app, cast, momentAt(at.seconds + 5 * HOUR));
}

/** What the staff said to it. */
async function decide(core: Core, app: App, { standing }: CastApp, at: Moment): Promise<App> {
  if (standing === 'in_review') return (await core.store.setAppStatus(app.id, 'in_review', at.act)) ?? app;
  if (app.status !== 'in_review') return app;
  const then = coreAt(core, at);
  return (await approveApp(then, app, { act: at.act, name: OPERATOR, text: '' }, asSecret(then, at.act))).app;
}
