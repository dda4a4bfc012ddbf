/**
 * The guard for Fastify 5: every route of the scope it is registered in names its rule in `config.valetkey`.
 * A route without one cannot be registered (S-Q8), and the rule goes with the route that matched (S-Q9).
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { GuardConfigError } from './guard-config-error.ts';
import type { Access, Guard, GuardRequest, RouteRule, Verdict } from './guard-types.ts';
import { bodyText, bytesOf, hasContentType, stripIdentityHeaders, toGuardRequest } from './node-request.ts';

/** As much of Fastify as is used here. */
interface RouteOptions {
  method: string | string[];
  url: string;
  config?: object;
}
interface FastifyRequestLike {
  id: string;
  raw: IncomingMessage;
  is404: boolean;
  /** By the app's `trustProxy`. */
  ip?: string;
  routeOptions: { config?: object };
}
interface FastifyReplyLike {
  statusCode: number;
  code(status: number): unknown;
  header(name: string, value: string): unknown;
  send(body: string): unknown;
  raw: Pick<ServerResponse, 'getHeader'>;
}
interface FastifyLike {
  decorateRequest(name: string, value: null): unknown;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  addHook(name: string, hook: (...args: any[]) => unknown): unknown;
}

/**
 * @example
 * await app.register(fastifyGuard, { guard });
 * app.get('/people', { config: { valetkey: { scope: 'people:read' } } }, request => accessOf(request).account);
 */
export async function fastifyGuard(app: FastifyLike, { guard }: { guard: Guard }): Promise<void> {
  const verdicts = new WeakMap<FastifyRequestLike, Verdict>();
  app.decorateRequest('access', null);
  app.addHook('onRoute', (route: RouteOptions) => declareRoute(guard, route));
  app.addHook('onRequest', async (request: FastifyRequestLike, reply: FastifyReplyLike) => {
    stripIdentityHeaders(request.raw);
    if (request.is404) return;
    const verdict = await guard.check(guardRequestOf(request), ruleOf(request));
    verdicts.set(request, verdict);
    if (!verdict.allowed) return sendRefusal(reply, verdict.rendered);
    for (const [name, value] of Object.entries(verdict.headers)) reply.header(name, value);
    (request as { access?: Access | null }).access = verdict.access;
  });
  app.addHook('onResponse', async (request: FastifyRequestLike, reply: FastifyReplyLike) => {
    const verdict = verdicts.get(request);
    if (verdict !== undefined) guard.report(verdict, reply.statusCode, bytesOf(reply.raw));
  });
  app.addHook('onReady', async () => guard.ready());
  app.addHook('onClose', async () => guard.close());
}

/** The hooks are for the scope that registers the plugin, not for a scope of the plugin's own. */
Object.assign(fastifyGuard, { [Symbol.for('skip-override')]: true });

function declareRoute(guard: Guard, options: RouteOptions): void {
  const route = `${[options.method].flat().join('|')} ${options.url}`;
  const given = ruleIn(options.config);
  if (given === undefined) {
    throw new GuardConfigError(
      `The route ${route} declares no scope. Write { config: { valetkey: { scope: '…' } } }, ` +
        'or { scope: null, public: true } if anybody may call it.',
    );
  }
  const rule = guard.declare({ ...given, route: given.route ?? route });
  options.config = { ...options.config, valetkey: rule };
}

/** Fastify's own request id, so that its log and the guard's name a call alike; not one a client could have chosen freely. */
function guardRequestOf(request: FastifyRequestLike): GuardRequest {
  const plain = toGuardRequest(request.raw);
  const guardRequest = { ...plain, address: request.ip ?? plain.address };
  return /^[\w.-]{1,64}$/.test(request.id) ? { ...guardRequest, requestId: request.id } : guardRequest;
}

/** A route registered before the plugin has not been through {@link declareRoute}: it stays shut. */
function ruleOf(request: FastifyRequestLike): RouteRule {
  const rule = ruleIn(request.routeOptions.config);
  if (rule === undefined) throw new GuardConfigError('This route was registered before the guard.');
  return rule;
}

function ruleIn(config: object | undefined): RouteRule | undefined {
  const named: { valetkey?: RouteRule } | undefined = config;
  return named?.valetkey;
}

function sendRefusal(reply: FastifyReplyLike, rendered: Parameters<typeof bodyText>[0]): unknown {
  reply.code(rendered.status);
  if (!hasContentType(rendered.headers)) reply.header('content-type', 'application/json; charset=utf-8');
  for (const [name, value] of Object.entries(rendered.headers)) reply.header(name, value);
  return reply.send(bodyText(rendered));
}
