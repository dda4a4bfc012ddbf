/** Quickstart (R57, R58): the same program as `valetkey quickstart` prints. */
import { OAuthError, say } from '@valetkey/protocol';
import * as operations from '@valetkey/protocol/console-api';
import { quickstartsFor } from '@valetkey/protocol/quickstart';
import { quickstartApp, writeQuickstart } from '../domain/quickstart.ts';
import { ownApp } from './owned.ts';
import { route, type Route } from './route.ts';

export const quickstartRoutes: readonly Route[] = [
  route(operations.readQuickstart, {
    owned: ownApp,
    handle: ({ provider }, { object: { app }, query }) => {
      const { redirectUris } = app;
      const offered = quickstartsFor({ isPublic: app.type === 'public' });
      const languages = offered.map(({ language, title }) => ({ language, title }));
      if (redirectUris.length === 0) return { languages, redirectUris, quickstart: null };
      const filled = quickstartApp(provider, app, query.redirectUri);
      const written = filled && writeQuickstart(filled, query.language ?? offered[0]!.language);
      if (filled === null || written === null) throw new OAuthError('not_found', say('no_quickstart'));
      return { languages, redirectUris, quickstart: { ...written, redirectUri: filled.redirectUri } };
    },
  }),
];
