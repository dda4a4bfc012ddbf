/** The guard for Hono 4 (on Node.js, or any runtime that has `node:crypto`). */
import type { Access, Guard, GuardRequest, Refused, RouteRule } from './guard-types.ts';
import { bodyText, hasContentType, isIdentityHeader } from './node-request.ts';

/** As much of Hono's context as is used here. */
interface HonoContext {
  req: { raw: Request; method: string; routePath?: string };
  res: Response;
  header(name: string, value: string): void;
  set(name: 'access', access: Access | null): void;
  env: unknown;
}

/** What `@hono/node-server` hands through; other runtimes tell no address. */
interface NodeBindings {
  incoming?: { socket?: { remoteAddress?: string } };
}

/**
 * @example
 * const protect = honoGuard(guard);
 * app.get('/people', protect({ scope: 'people:read' }), c => c.json(c.get('access').account));
 */
export function honoGuard(guard: Guard) {
  return function protect(rule: RouteRule) {
    guard.declare(rule);
    return async (c: HonoContext, next: () => Promise<void>): Promise<Response | void> => {
      stripIdentityHeaders(c);
      const named = { ...rule, route: rule.route ?? `${c.req.method} ${c.req.routePath ?? '(unnamed)'}` };
      const verdict = await guard.check(toGuardRequest(c), named);
      if (!verdict.allowed) {
        guard.report(verdict, verdict.rendered.status);
        return toResponse(verdict);
      }
      c.set('access', verdict.access);
      for (const [name, value] of Object.entries(verdict.headers)) c.header(name, value);
      await next();
      guard.report(verdict, c.res.status, Number(c.res.headers.get('content-length') ?? 0) || 0);
    };
  };
}

function stripIdentityHeaders(c: HonoContext): void {
  const names = [...c.req.raw.headers.keys()].filter(isIdentityHeader);
  if (names.length === 0) return;
  const headers = new Headers(c.req.raw.headers);
  for (const name of names) headers.delete(name);
  c.req.raw = new Request(c.req.raw, { headers });
}

function toGuardRequest({ req: { raw }, env }: HonoContext): GuardRequest {
  const { pathname, search } = new URL(raw.url);
  return {
    method: raw.method,
    url: pathname + search,
    headers: Object.fromEntries(raw.headers),
    address: (env as NodeBindings | undefined)?.incoming?.socket?.remoteAddress,
  };
}

function toResponse({ rendered }: Refused): Response {
  const headers = new Headers(rendered.headers);
  if (!hasContentType(rendered.headers)) headers.set('content-type', 'application/json; charset=utf-8');
  return new Response(bodyText(rendered), { status: rendered.status, headers });
}
