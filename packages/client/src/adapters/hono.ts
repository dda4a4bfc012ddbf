/** Routes for Hono 4, on any runtime that has `node:crypto`. */
import {
  answerCallback,
  answerConnect,
  type CallbackOptions,
  type ConnectOptions,
  type Routed,
} from './routes.ts';
import { toCallbackRequest, toResponse } from './web.ts';

/** As much of Hono's context as is used here. */
interface HonoContext {
  req: { raw: Request; param(name: string): string | undefined };
}

export interface HonoAdapter {
  /** @example app.get('/connect/:provider', valetkey.hono.connect({ owner: c => c.get('userId') })); */
  connect<C extends HonoContext>(options: ConnectOptions<C>): (context: C) => Promise<Response>;
  /** @example app.on(['GET', 'POST'], '/callback/:provider', valetkey.hono.callback({ onConnected: () => '/settings' })); */
  callback<C extends HonoContext>(options?: CallbackOptions<C>): (context: C) => Promise<Response>;
}

export function createHono(client: Routed): HonoAdapter {
  return {
    connect: options => async context => {
      const asked = {
        provider: context.req.param('provider') ?? '',
        query: new URL(context.req.raw.url).searchParams,
      };
      return toResponse(await answerConnect(client, options, context, asked));
    },
    callback:
      (options = {}) =>
      async context =>
        toResponse(await answerCallback(client, options, context, await toCallbackRequest(context.req.raw))),
  };
}
