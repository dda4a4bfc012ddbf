/** The demo's apps: the third-party "Database Analyzer", and the tour that plays one in the terminal; registered with each provider. */
import { addSecret } from '../../domain/apps.ts';
import { createApiKey } from '../../domain/api-keys.ts';
import type { Core } from '../../domain/core.ts';
import { registerApp, type RegisteredApp } from '../../domain/registration.ts';
import { approveApp, asSecret } from '../../domain/review/decide.ts';
import type { App } from '../../store/rows.ts';
import { OPERATOR, operatorAct, operatorDecision } from '../operator.ts';
import { addressesOf } from './addresses.ts';
import { ACME, ADA, DEVELOPER } from './people.ts';
import { APP_SCOPES } from './scopes.ts';
import { DEMO_SLUGS, type DemoCredentials, type DemoSlug, type DemoState } from './state.ts';

interface DemoApp {
  in: 'analyzer' | 'tour';
  name: string;
  description: string;
  publisher: string;
  ownerEmail: string;
  redirectUri(slug: DemoSlug, port: number): string;
  /** At some, not at others: both badges are to be seen. */
  verifiedAt: readonly DemoSlug[];
}

const ANALYZER: DemoApp = {
  in: 'analyzer',
  name: 'Database Analyzer',
  description: 'analyze your database',
  publisher: 'Analyzer Labs',
  ownerEmail: DEVELOPER,
  redirectUri: (slug, port) => `${addressesOf(port).app}/callback/${slug}`,
  verifiedAt: ['standard', 'copper', 'copernica'],
};

const TOUR: DemoApp = {
  in: 'tour',
  name: 'Terminal Tour',
  description: 'show each step in your terminal',
  publisher: 'Valetkey',
  ownerEmail: 'tour@valetkey.example',
  redirectUri: tourRedirectUri,
  verifiedAt: [],
};

/** Nobody listens there: the tour reads what stands in the redirect and does not follow it. */
export function tourRedirectUri(slug: DemoSlug, port: number): string {
  return `${addressesOf(port).app}/tour/${slug}`;
}

/** `then`: the server when new ones were registered. `save` is called after each new secret: it is known this once only. */
export async function seedApps(core: Core, then: Core, demo: DemoState, save: () => void): Promise<void> {
  for (const slug of DEMO_SLUGS) {
    for (const app of [ANALYZER, TOUR]) {
      demo[app.in][slug] = await seedApp(core, then, demo, app, slug);
      save();
    }
    const key = await seedApiKey(core, demo, slug);
    if (key === undefined) continue;
    demo.apiKeys[slug] = key;
    save();
  }
}

/** Finds the app of an earlier start; one whose secret was lost gets a new one. */
async function seedApp(
  core: Core,
  then: Core,
  demo: DemoState,
  wanted: DemoApp,
  slug: DemoSlug,
): Promise<DemoCredentials> {
  const apps = await core.store.listApps(slug);
  const found = apps.find(app => app.ownerEmail === wanted.ownerEmail && app.name === wanted.name);
  if (!found) {
    const made = await registerDemoApp(then, demo, wanted, slug);
    return { clientId: made.app.id, clientSecret: made.clientSecret ?? '' };
  }
  await followPort(core, found, wanted.redirectUri(slug, demo.port));
  const known = demo[wanted.in][slug];
  if (known?.clientId === found.id && known.clientSecret) return known;
  return { clientId: found.id, clientSecret: await replaceSecrets(core, found) };
}

async function registerDemoApp(
  core: Core,
  demo: DemoState,
  { name, description, publisher, ownerEmail, redirectUri, verifiedAt }: DemoApp,
  slug: DemoSlug,
): Promise<RegisteredApp> {
  const provider = core.providers.get(slug)!;
  const registered = await registerApp(
    core,
    provider,
    {
      name,
      description,
      publisher,
      ownerEmail,
      redirectUris: [redirectUri(slug, demo.port)],
      ...(APP_SCOPES[slug].length > 0 ? { scopes: APP_SCOPES[slug] } : {}),
      ...(provider.profile.token.refresh === 'per-app' ? { refresh: true } : {}),
      verified: verifiedAt.includes(slug),
    },
    OPERATOR,
  );
  if (registered.app.status !== 'in_review') return registered;
  const { app, credentials } = await approve(core, registered.app);
  return { app, clientSecret: credentials };
}

/** Started on another port, the app is found at another address. */
async function followPort(core: Core, app: App, redirectUri: string): Promise<void> {
  if (app.redirectUris.length === 1 && app.redirectUris[0] === redirectUri) return;
  await core.store.updateApp(app.id, { redirectUris: [redirectUri] }, operatorAct(core));
}

function approve(core: Core, app: App): ReturnType<typeof approveApp> {
  return approveApp(core, app, operatorDecision(core, ''), asSecret(core, operatorAct(core)));
}

async function replaceSecrets(core: Core, app: App): Promise<string> {
  if (app.status === 'in_review') return (await approve(core, app)).credentials ?? '';
  for (const secret of await core.store.listAppSecrets(app.id))
    await core.store.revokeAppSecret(app.id, secret.id, operatorAct(core));
  return (await addSecret(core, app.id, OPERATOR)).secret;
}

/** One legacy key of Ada's beside OAuth (R4). Undefined: there is one already, or the provider has none. */
async function seedApiKey(core: Core, demo: DemoState, slug: DemoSlug): Promise<string | undefined> {
  const provider = core.providers.get(slug)!;
  const user = await core.store.findUserByEmail(slug, ADA);
  const account = await core.store.findAccountByName(slug, ACME);
  if (provider.profile.api.keys === 'none' || !user || !account) return undefined;
  const live = await core.store.listApiKeys({ provider: slug, userId: user.id, limit: 1 });
  if (live.length > 0 && demo.apiKeys[slug] !== undefined) return undefined;
  return (await createApiKey(core, provider, { user, account, label: 'Demo key' }, OPERATOR)).key;
}
