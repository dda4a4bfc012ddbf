/** The guard for Express 4 and 5. The rule stands in the route itself, so what Express matched is what was guarded (S-Q9). */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Access, Guard, GuardRequest, RouteRule } from './guard-types.ts';
import { reportAtEnd, sendRefusal, stripIdentityHeaders, toGuardRequest } from './node-request.ts';

/** As much of Express's request as is used here. */
interface ExpressRequest extends IncomingMessage {
  originalUrl: string;
  route?: unknown;
  /** By the app's `trust proxy`. */
  ip?: string;
  access?: Access | null;
}

type Next = (error?: unknown) => void;

/**
 * @example
 * const protect = expressGuard(guard);
 * app.get('/people', protect({ scope: 'people:read' }), (request, response) => {
 *   const { account } = accessOf(request);
 * });
 */
export function expressGuard(guard: Guard) {
  return function protect(rule: RouteRule) {
    guard.declare(rule);
    const ruleOf = rememberedPerRoute(rule);
    return (request: IncomingMessage, response: ServerResponse, next: Next): void => {
      const expressRequest = request as ExpressRequest;
      stripIdentityHeaders(request);
      guard.check(guardRequestOf(expressRequest), ruleOf(expressRequest)).then(verdict => {
        reportAtEnd(guard, verdict, response);
        if (!verdict.allowed) return sendRefusal(response, verdict);
        for (const [name, value] of Object.entries(verdict.headers)) response.setHeader(name, value);
        expressRequest.access = verdict.access;
        next();
      }, next);
    };
  };
}

function guardRequestOf(request: ExpressRequest): GuardRequest {
  const plain = toGuardRequest(request, request.originalUrl);
  return { ...plain, address: request.ip ?? plain.address };
}

/** Usage is counted under the route's pattern, which Express knows only when a request has matched. */
function rememberedPerRoute(rule: RouteRule): (request: ExpressRequest) => RouteRule {
  const named = new Map<string, RouteRule>();
  return request => {
    const pattern = (request.route as { path?: unknown } | undefined)?.path;
    if (rule.route !== undefined || typeof pattern !== 'string') return rule;
    const route = `${request.method} ${pattern}`;
    const known = named.get(route);
    if (known !== undefined) return known;
    const made = { ...rule, route };
    named.set(route, made);
    return made;
  };
}
