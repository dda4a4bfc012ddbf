/** Routes for Fastify 5, as a plugin: inside it a form is taken as text, whatever the app's own parsers are. */
import type { IncomingMessage } from 'node:http';
import {
  answerCallback,
  answerConnect,
  type CallbackOptions,
  type ConnectOptions,
  type RouteAnswer,
  type Routed,
} from './routes.ts';
import { queryOf, readForm, toCallbackRequest } from './node-request.ts';

/** As much of Fastify as is used here. */
interface FastifyRequestLike {
  raw: IncomingMessage;
  url: string;
  params: unknown;
  body: unknown;
}
interface FastifyReplyLike {
  code(status: number): unknown;
  header(name: string, value: string): unknown;
  send(body: string): unknown;
}
type Handler = (request: FastifyRequestLike, reply: FastifyReplyLike) => Promise<unknown>;
interface FastifyLike {
  addContentTypeParser(
    type: string,
    options: { bodyLimit?: number },
    parser: (request: unknown, payload: IncomingMessage) => Promise<string>,
  ): unknown;
  removeContentTypeParser(type: string): unknown;
  route(options: { method: string[]; url: string; handler: Handler }): unknown;
}

interface FastifyRoutes<R> {
  connect: ConnectOptions<R>;
  callback?: CallbackOptions<R>;
  /** `/connect/:provider` by default. */
  connectPath?: string;
  /** `/callback/:provider` by default. */
  callbackPath?: string;
}

export interface FastifyAdapter {
  /** @example await app.register(valetkey.fastify.routes({ connect: { owner: request => request.session.userId } })); */
  routes<R extends FastifyRequestLike>(options: FastifyRoutes<R>): (app: FastifyLike) => Promise<void>;
}

const FORM = 'application/x-www-form-urlencoded';

export function createFastify(client: Routed): FastifyAdapter {
  return {
    routes:
      <R extends FastifyRequestLike>(options: FastifyRoutes<R>) =>
      async (app: FastifyLike) => {
        app.removeContentTypeParser(FORM);
        app.addContentTypeParser(FORM, {}, async (_request, payload) => readForm(payload));
        app.route({
          method: ['GET'],
          url: options.connectPath ?? '/connect/:provider',
          handler: async (request, reply) => {
            const asked = {
              provider: (request.params as { provider?: string }).provider ?? '',
              query: queryOf(request.url),
            };
            return send(reply, await answerConnect(client, options.connect, request as R, asked));
          },
        });
        app.route({
          method: ['GET', 'POST'],
          url: options.callbackPath ?? '/callback/:provider',
          handler: async (request, reply) =>
            send(
              reply,
              await answerCallback(
                client,
                options.callback ?? {},
                request as R,
                await toCallbackRequest(request.raw, request.url, request.body ?? ''),
              ),
            ),
        });
      },
  };
}

function send(reply: FastifyReplyLike, answer: RouteAnswer): unknown {
  reply.code(answer.status);
  for (const [name, value] of Object.entries(answer.headers)) reply.header(name, value);
  return reply.send(answer.body);
}
