/** Developer Settings → Usage. */
import * as operations from '@valetkey/protocol/console-api';
import { readAppUsage } from '../domain/usage/app-usage.ts';
import { ownApp } from './owned.ts';
import { route, type Route } from './route.ts';

export const usageRoutes: readonly Route[] = [
  route(operations.readUsage, {
    owned: ownApp,
    handle: async ({ core }, { object: { app }, query: { range = 'month' } }) => ({
      appId: app.id,
      ...(await readAppUsage(core, app, operations.USAGE_RANGES[range])),
    }),
  }),
];
