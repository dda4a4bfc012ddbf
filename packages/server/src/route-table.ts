/** The routes of the server as they are added: each is admitted and counted, and its errors are rendered. */
import type { PageLocale } from '@valetkey/protocol';
import type { Conclusion } from './domain/authorization/answers.ts';
import type { Core } from './domain/core.ts';
import type { Provider } from './domain/providers.ts';
import { errorAnswer, errorPage } from './errors.ts';
import type { Answer } from './http/answer.ts';
import { urlOf, type Incoming } from './http/incoming.ts';
import { toKnownError } from './known-errors.ts';
import { formPostAnswer } from './pages/interaction/show.ts';
import type { WebServer } from './server.ts';

export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'] as const;
export type Method = (typeof METHODS)[number];
export type Reply = Promise<Answer | Conclusion> | Answer | Conclusion;
type Handler = (incoming: Incoming) => Reply;
/** `page`: errors are pages; `api`: errors are JSON. */
export type Speaks = 'page' | 'api';

export class RouteTable {
  readonly #server: WebServer;
  readonly #core: Core;

  constructor(server: WebServer, core: Core) {
    this.#server = server;
    this.#core = core;
  }

  add(
    methods: readonly Method[],
    path: string,
    endpoint: string,
    speaks: Speaks,
    handler: Handler,
    provider?: Provider,
    locale?: PageLocale,
  ): void {
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
    this.#server.add(methods, path, { tally, respond });
  }
}
