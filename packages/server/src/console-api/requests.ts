/** Developer Settings → Requests. */
import { ERROR_CODES, type ErrorCode } from '@valetkey/protocol';
import * as operations from '@valetkey/protocol/console-api';
import type { RequestLogEntry } from '../store/rows.ts';
import { ownApp } from './owned.ts';
import { route, type Route } from './route.ts';

const PAGE = 25;

export const requestRoutes: readonly Route[] = [
  route(operations.listLoggedRequests, {
    owned: ownApp,
    handle: async ({ core }, { object: { app }, query: { requestId, only, before } }) => {
      const found = await core.store.listRequestLog({
        appId: app.id,
        ...(requestId === undefined ? {} : { requestId }),
        ...(before === undefined ? {} : { before }),
        onlyProblems: only === 'problems',
        limit: PAGE + 1,
      });
      const shown = found.slice(0, PAGE);
      return { items: shown.map(toWire), next: found.length > PAGE ? shown.at(-1)!.id : null };
    },
  }),
];

function toWire({ id, requestId, at, endpoint, outcome, code, reason }: RequestLogEntry) {
  const remedy =
    code !== null && Object.hasOwn(ERROR_CODES, code) ? ERROR_CODES[code as ErrorCode].remedy : null;
  return { id, requestId, at: Math.floor(at / 1000), endpoint, outcome, code, reason, remedy };
}
