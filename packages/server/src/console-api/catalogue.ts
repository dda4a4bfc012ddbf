/** Every app of the provider, for its staff (R13, S-J5, S-J15, S-J16). The credentials go to the developer alone (S-J9). */
import * as operations from '@valetkey/protocol/console-api';
import { describeUse } from '../domain/developers/app-use.ts';
import { createCredentialLink, openCredentialLink } from '../domain/review/credential-links.ts';
import {
  approveApp,
  asLink,
  resumeApp,
  sendBack,
  suspendApp,
  tellDeveloper,
  type Decision,
} from '../domain/review/decide.ts';
import { openInspection } from '../domain/review/inspect-name.ts';
import { limitApp, ownDailyLimit } from '../domain/review/limits.ts';
import type { App } from '../store/rows.ts';
import type { Call } from './call.ts';
import { route, type Owned, type Route } from './route.ts';
import { scopeInWords } from './scope-in-words.ts';

const PAGE = 25;
const NOTES = 50;

const appOfProvider: Owned<{ appId: string }, App> = {
  kind: 'app',
  find: async ({ core, provider, operator }, { appId }) => {
    const app = operator ? await core.store.findApp(appId) : null;
    return app?.provider === provider.slug && app.status !== 'deleted' ? app : null;
  },
};

const decisionOf = ({ act, user }: Call, text: string): Decision => ({ act, name: user.name, text });

/** A step about one app, with a text that its developer reads. */
function decide(
  operation: operations.Operation,
  step: (call: Call, app: App, by: Decision) => Promise<unknown>,
): Route {
  return route(operation, {
    owned: appOfProvider,
    handle: async (call: Call, { object, body }: { object: App; body: { text: string } }) =>
      (await step(call, object, decisionOf(call, body.text))) ?? {},
  } as never);
}

export const catalogueRoutes: readonly Route[] = [
  route(operations.listCatalogue, {
    handle: async (call, { query: { status, verified, search, after } }) => {
      const found = await call.core.store.searchApps({
        provider: call.provider.slug,
        limit: PAGE + 1,
        ...(status === undefined ? {} : { status }),
        ...(verified === undefined ? {} : { verified: verified === 'yes' }),
        ...(search === undefined ? {} : { search }),
        ...(after === undefined ? {} : { after }),
      });
      const shown = found.slice(0, PAGE);
      return { items: await describe(call, shown), next: found.length > PAGE ? shown.at(-1)!.id : null };
    },
  }),
  route(operations.readCatalogueApp, { owned: appOfProvider, handle: readApp }),
  decide(operations.approveCatalogueApp, async ({ core, provider }, app, by) => ({
    link: (await approveApp(core, app, by, asLink(core, provider, by.act))).credentials,
  })),
  decide(operations.askForChanges, ({ core }, app, by) => sendBack(core, app, 'changes_asked', by)),
  decide(operations.refuseCatalogueApp, ({ core }, app, by) => sendBack(core, app, 'refused', by)),
  decide(operations.suspendCatalogueApp, ({ core }, app, by) => suspendApp(core, app, by)),
  decide(operations.resumeCatalogueApp, async ({ core }, app, by) => void (await resumeApp(core, app, by))),
  decide(operations.tellDeveloper, ({ core }, app, by) => tellDeveloper(core, app, by)),
  route(operations.verifyCatalogueApp, {
    owned: appOfProvider,
    handle: async ({ core, act }, { object, body }) => {
      await core.store.setAppVerified(object.id, body.verified, body.reason, act);
      return {};
    },
  }),
  route(operations.limitCatalogueApp, {
    owned: appOfProvider,
    handle: async ({ core, act }, { object, body: { reason, ...limits } }) => {
      await limitApp(core, object, limits, reason, act);
      return {};
    },
  }),
  route(operations.createLink, {
    owned: appOfProvider,
    handle: async ({ core, provider, act }, { object }) => ({
      link: await createCredentialLink(core, provider, object, act),
    }),
  }),
  route(operations.openCredentials, {
    handle: async ({ core, provider, user, act }, { body }) => {
      const { app, secret } = await openCredentialLink(core, provider, user, body.link, act);
      return { appId: app.id, name: app.name, clientSecret: secret };
    },
  }),
];

type CatalogueApp = operations.Parsed<typeof operations.catalogueApp>;

async function describe({ core, provider, now }: Call, apps: readonly App[]): Promise<CatalogueApp[]> {
  const inspect = await openInspection(core, provider);
  const uses = await describeUse(
    core,
    provider,
    apps.map(({ id }) => id),
    now,
  );
  return apps.map((app, i) => {
    const { id, name, publisher, logo, verified, selfRegistered, ownerEmail, createdAt } = app;
    const status = app.status as CatalogueApp['status'];
    const shown = { id, name, publisher, logo, status, verified, selfRegistered, ownerEmail, createdAt };
    return { ...shown, ...uses[i]!, nameFindings: inspect(app) };
  });
}

type Detail = operations.AnswerOf<typeof operations.readCatalogueApp>;

async function readApp(call: Call, { object: app }: { object: App }): Promise<Detail> {
  const { core, provider, now } = call;
  const [[described], secrets, [link], notes, limits] = await Promise.all([
    describe(call, [app]),
    core.store.listAppSecrets(app.id),
    core.store.listCredentialLinks(app.id),
    core.store.listAppNotes({ appId: app.id, limit: NOTES }),
    limitsOf(call, app),
  ]);
  const { description, homepageUrl, privacyUrl, termsUrl, type, native, redirectUris } = app;
  return {
    app: described!,
    description,
    homepageUrl,
    privacyUrl,
    termsUrl,
    type,
    native,
    redirectUris,
    limits,
    scopes: app.scopes.map(name => ({
      scope: scopeInWords(provider, name),
      reason: app.scopeReasons[name] ?? null,
    })),
    secrets: secrets.filter(one => one.revokedAt === null && (one.expiresAt ?? Infinity) > now).length,
    link: link ? { createdAt: link.createdAt, expiresAt: link.expiresAt, openedAt: link.openedAt } : null,
    notes: notes.map(({ id, kind, author, byStaff, text, createdAt }) => ({
      id,
      kind,
      author,
      byStaff,
      text,
      createdAt,
    })),
  };
}

async function limitsOf({ core, provider }: Call, app: App): Promise<Detail['limits']> {
  const { dailyConnections, callsPerMinute } = await core.store.findAppControls(app.id);
  const { rateLimit } = provider;
  const providers = rateLimit && Math.round((rateLimit.limit * 60) / rateLimit.windowSeconds);
  return {
    dailyConnections: dailyConnections ?? ownDailyLimit(provider, app),
    callsPerMinute: callsPerMinute ?? providers,
    own: [
      ...(dailyConnections === null ? [] : (['dailyConnections'] as const)),
      ...(callsPerMinute === null ? [] : (['callsPerMinute'] as const)),
    ],
  };
}
