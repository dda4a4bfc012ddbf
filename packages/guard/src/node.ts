/** The guard for `node:http`. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Access, Guard, RouteRule } from './guard-types.ts';
import { reportAtEnd, sendRefusal, stripIdentityHeaders, toGuardRequest } from './node-request.ts';

export type NodeHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  /** Null on public routes. */
  access: Access | null,
) => void | Promise<void>;

/**
 * Wraps a handler, so that it runs only for who may call it.
 *
 * @example
 * const protect = nodeGuard(guard);
 * const listPeople = protect({ scope: 'people:read', route: 'GET /people' }, (request, response, access) => …);
 */
export function nodeGuard(guard: Guard) {
  return function protect(rule: RouteRule, handler: NodeHandler) {
    guard.declare(rule);
    return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      stripIdentityHeaders(request);
      const verdict = await guard.check(toGuardRequest(request), rule);
      reportAtEnd(guard, verdict, response);
      if (!verdict.allowed) return sendRefusal(response, verdict);
      for (const [name, value] of Object.entries(verdict.headers)) response.setHeader(name, value);
      await handler(request, response, verdict.access);
    };
  };
}
