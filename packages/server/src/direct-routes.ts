/**
 * Addresses without names in them, answered before the framework's router. The busy ones are among them, and the framework's way would cost
 * a fifth of each answer (docs/performance.md). Limits and headers are those of server.ts.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { OAuthError } from '@valetkey/protocol';
import type { Core } from './domain/core.ts';
import { newId } from './domain/ids.ts';
import type { RouteTally } from './domain/request-tally.ts';
import { errorAnswer } from './errors.ts';
import type { Answer } from './http/answer.ts';
import { readBody } from './http/read-body.ts';
import type { Incoming } from './http/incoming.ts';
import { sendDirectly } from './http/send.ts';
import { BODY_LIMIT, toKnownError } from './known-errors.ts';
import { logRequest } from './log-request.ts';
import { pathOf } from './read-incoming.ts';

/** Never rejects: it renders its own errors. */
type Respond = (incoming: Incoming) => Promise<Answer>;

/** What is refused before a handler is asked, in the order of server.ts. */
export type RefuseEarly = (path: string, headers: IncomingMessage['headers']) => OAuthError | null;

interface DirectRoute {
  tally: RouteTally;
  respond: Respond;
}

export class DirectRoutes {
  readonly #core: Core;
  readonly #always: Readonly<Record<string, string>>;
  readonly #refuseEarly: RefuseEarly;
  readonly #addressOf: (request: IncomingMessage) => string;
  readonly #routes = new Map<string, DirectRoute>();

  constructor(
    core: Core,
    options: {
      always: Readonly<Record<string, string>>;
      refuseEarly: RefuseEarly;
      addressOf: (request: IncomingMessage) => string;
    },
  ) {
    this.#core = core;
    this.#always = options.always;
    this.#refuseEarly = options.refuseEarly;
    this.#addressOf = options.addressOf;
  }

  add(methods: readonly string[], path: string, route: DirectRoute): void {
    for (const method of methods) this.#routes.set(`${method} ${path}`, route);
  }

  /** False: it is none of these. */
  handle(request: IncomingMessage, response: ServerResponse): boolean {
    const url = request.url ?? '';
    const path = pathOf({ url });
    const route = this.#routes.get(`${request.method} ${path}`);
    if (route === undefined) return false;
    const begun = performance.now();
    if (this.#core.readiness.isDraining) response.setHeader('connection', 'close');
    const incoming: Incoming = {
      method: request.method ?? '',
      path,
      rawQuery: url.slice(path.length + 1),
      headers: request.headers,
      route: {},
      body: null,
      address: this.#addressOf(request),
      requestId: `req_${newId(this.#core.clock.nowMs())}`,
    };
    const answer = (answer: Answer): void => this.#send(route, incoming, begun, request, response, answer);
    const refuse = (error: unknown): void => {
      const known = toKnownError(this.#core, error, { requestId: incoming.requestId, url });
      answer(errorAnswer(known, incoming.requestId));
    };
    const problem = this.#refuseEarly(path, request.headers);
    if (problem !== null) refuse(problem);
    else
      readBody(request, BODY_LIMIT, (outcome, bytes) => {
        if (outcome === 'too-large') {
          // What is still on its way is not read.
          response.setHeader('connection', 'close');
          refuse(new OAuthError('content_too_large', `The body is larger than ${BODY_LIMIT} bytes.`));
          return;
        }
        if (outcome === 'gone') return;
        if (bytes !== null) incoming.body = { contentType: request.headers['content-type'] ?? '', bytes };
        route.respond(incoming).then(answer, refuse);
      });
    return true;
  }

  #send(
    route: DirectRoute,
    incoming: Incoming,
    begun: number,
    request: IncomingMessage,
    response: ServerResponse,
    answer: Answer,
  ): void {
    const status = sendDirectly(request, response, this.#always, incoming.requestId, answer);
    logRequest(this.#core, route.tally, { incoming, status, ms: performance.now() - begun });
  }
}
