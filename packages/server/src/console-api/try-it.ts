/** Try it: the flow of an app, run by its owner or developers. */
import * as operations from '@valetkey/protocol/console-api';
import { beginTryIt, checkMayTry } from '../domain/try-it/begin.ts';
import { takeStep } from '../domain/try-it/steps.ts';
import { ownApp } from './owned.ts';
import { route, type Route } from './route.ts';

export const tryItRoutes: readonly Route[] = [
  route(operations.beginTryIt, {
    owned: ownApp,
    handle: ({ core, provider, user }, { object }) => ({
      ...beginTryIt(core, provider, object, user),
      canCall: provider.config.firstCallUrl !== undefined,
    }),
  }),
  route(operations.takeTryItStep, {
    owned: ownApp,
    handle: async ({ core, provider, user, incoming }, { object: { app, role }, body }) => {
      checkMayTry(role);
      const caller = { core, provider, app, user, requestId: incoming.requestId };
      const parameters = Object.fromEntries(body.parameters.map(({ name, value }) => [name, value]));
      return await takeStep(caller, body.step, body.attempt, parameters);
    },
  }),
];
