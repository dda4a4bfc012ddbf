/** Who is signed in; signing out (S-L11: only from the console itself). */
import * as operations from '@valetkey/protocol/console-api';
import { endSession } from '../domain/browsers.ts';
import { RECENT_SECONDS } from './call.ts';
import { route, type Route } from './route.ts';

export const sessionRoutes: readonly Route[] = [
  route(operations.readSession, {
    handle: ({ user, memberships, operator, session }) => ({
      user: { id: user.id, name: user.name, email: user.email },
      accounts: memberships.map(({ account, role }) => ({ id: account.id, name: account.name, role })),
      operator,
      recentUntil: session.authenticatedAt + RECENT_SECONDS,
    }),
  }),
  route(operations.endSession, {
    handle: async ({ core, provider, session, reply }) => {
      reply.cookies.push(await endSession(core, provider, session));
      return {};
    },
  }),
];
