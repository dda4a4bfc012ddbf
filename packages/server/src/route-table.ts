/** The routes of the server as they are added: errors are rendered, and what an address does not take is refused. */
import { OAuthError, type PageLocale } from '@valetkey/protocol';
import type { FastifyInstance } from 'fastify';
import type { Conclusion } from './domain/authorization/answers.ts';
import type { Core } from './domain/core.ts';
import type { Provider } from './domain/providers.ts';
import { errorAnswer, errorPage } from './errors.ts';
import type { Answer } from './http/answer.ts';
import { urlOf, type Incoming } from './http/incoming.ts';
import { send } from './http/send.ts';
import type { DirectRoutes } from './direct-routes.ts';
import { readIncoming } from './read-incoming.ts';
import { toKnownError } from './known-errors.ts';
import { formPostAnswer } from './pages/interaction/show.ts';
import type { Server } from './server.ts';

export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'] as const;
export type Method = (typeof METHODS)[number];
export type Reply = Promise<Answer | Conclusion> | Answer | Conclusion;
type Handler = (incoming: Incoming) => Reply;
/** `page`: errors are pages; `api`: errors are JSON. */
export type Speaks = 'page' | 'api';

export class RouteTable {
  readonly #app: FastifyInstance;
  readonly #direct: DirectRoutes;
  readonly #core: Core;
  readonly #methods = new Map<string, { methods: Set<Method>; speaks: Speaks }>();

  constructor({ app, direct }: Server, core: Core) {
    this.#app = app;
    this.#direct = direct;
    this.#core = core;
  }

  add(
    methods: readonly Method[],
    url: string,
    endpoint: string,
    speaks: Speaks,
    handler: Handler,
    provider?: Provider,
    locale?: PageLocale,
  ): void {
    const known = this.#methods.get(url) ?? { methods: new Set<Method>(), speaks };
    for (const method of methods) known.methods.add(method);
    this.#methods.set(url, known);
    const tally = this.#core.metrics.requests.of(provider?.slug ?? '', endpoint);
    const respond = async (incoming: Incoming): Promise<Answer> => {
      try {
        const answer = await this.#core.admission.run(endpoint, () => handler(incoming));
        return answer.kind === 'form_post' ? formPostAnswer(answer, incoming, locale) : answer;
      } catch (error) {
        const problem = toKnownError(this.#core, error, {
          requestId: incoming.requestId,
          url: urlOf(incoming),
        });
        return speaks === 'page' && provider
          ? errorPage(this.#core, provider, problem, incoming, locale ?? null)
          : errorAnswer(problem, incoming.requestId, provider);
      }
    };
    // An address with a name in it, or with a part that may be anything, is for the framework's router.
    if (!/[:*]/.test(url)) return this.#direct.add(methods, url, { tally, respond });
    this.#app.route({
      method: [...methods],
      url,
      config: { tally },
      handler: async (request, reply) => send(reply, await respond(readIncoming(request))),
    });
  }

  /** S-A26: 405 with Allow for every method an address does not have. */
  refuseOtherMethods(): void {
    for (const [url, { methods }] of this.#methods) {
      const others = METHODS.filter(method => !methods.has(method));
      if (others.length === 0) continue;
      const allow = [...methods].join(', ');
      const refusal = new OAuthError('method_not_allowed', `This address takes ${allow} only.`);
      this.#app.route({
        method: others,
        url,
        handler: (request, reply) => send(reply.header('allow', allow), errorAnswer(refusal, request.id)),
      });
    }
  }
}
