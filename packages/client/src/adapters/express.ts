/** Routes for Express 4 and 5. The callback needs no body parser, and works behind one. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { queryOf, sendAnswer, toCallbackRequest } from './node-request.ts';
import {
  answerCallback,
  answerConnect,
  type CallbackOptions,
  type ConnectOptions,
  type Routed,
} from './routes.ts';

/** As much of Express's request as is used here. */
interface ExpressParts {
  originalUrl?: string;
  params?: { provider?: string };
  body?: unknown;
}
type Next = (error?: unknown) => void;
type Handler<R> = (request: R, response: ServerResponse, next: Next) => void;

export interface ExpressAdapter {
  /** @example app.get('/connect/:provider', valetkey.express.connect({ owner: request => request.session.userId })); */
  connect<R extends IncomingMessage>(options: ConnectOptions<R>): Handler<R>;
  /** @example app.all('/callback/:provider', valetkey.express.callback({ onConnected: () => '/settings' })); */
  callback<R extends IncomingMessage>(options?: CallbackOptions<R>): Handler<R>;
}

export function createExpress(client: Routed): ExpressAdapter {
  return {
    connect: options => (request, response, next) => {
      const { originalUrl = request.url ?? '/', params } = request as ExpressParts & IncomingMessage;
      const asked = { provider: params?.provider ?? '', query: queryOf(originalUrl) };
      answerConnect(client, options, request, asked).then(answer => sendAnswer(response, answer), next);
    },
    callback:
      (options = {}) =>
      (request, response, next) => {
        const { originalUrl = request.url ?? '/', body } = request as ExpressParts & IncomingMessage;
        toCallbackRequest(request, originalUrl, body)
          .then(async callback => answerCallback(client, options, request, callback))
          .then(answer => sendAnswer(response, answer), next);
      },
  };
}
