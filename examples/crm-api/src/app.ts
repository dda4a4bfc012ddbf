/** The sample API: one Fastify scope per provider, each with its own guard and its own error format. */
import { randomUUID } from 'node:crypto';
import { createGuard } from '@valetkey/guard';
import { fastifyGuard } from '@valetkey/guard/fastify';
import { redactQuery } from '@valetkey/protocol';
import type { ProfileName } from '@valetkey/protocol';
import fastify from 'fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiRefusal } from './api-refusal.ts';
import type { CrmConfig, CrmProvider } from './config.ts';
import { CrmStore } from './crm-store.ts';
import { renderApiError } from './error-format.ts';
import type { ApiError } from './error-format.ts';
import { addRoutes } from './routes.ts';

export interface CrmOptions {
  /** Where the log goes. Default: standard error. */
  logStream?: { write(line: string): void };
}

/** Builds the API without listening. @throws GuardConfigError when a provider's part is wrong */
export function buildCrmApi(config: CrmConfig, options: CrmOptions = {}): FastifyInstance {
  const app = fastify({
    genReqId: () => randomUUID(),
    bodyLimit: 64 * 1024,
    logger: {
      level: config.logLevel ?? 'warn',
      stream: options.logStream ?? process.stderr,
      // S-U2: the old Copernica API takes its token in the query. Headers are not logged at all.
      serializers: { req: ({ method, url }) => ({ method, url: redactQuery(url ?? '') }) },
    },
    // A malformed address would otherwise be repeated in the answer, query and all.
    frameworkErrors: (error, request, reply) => sendError('standard', error, request, reply as never),
  }) as unknown as FastifyInstance;
  app.setNotFoundHandler((request, reply) => sendError('standard', noSuchAddress(), request, reply));
  const store = new CrmStore();
  for (const provider of config.providers) {
    app.register(scope => addProvider(scope, provider, store), { prefix: `/${provider.slug}` });
  }
  return app;
}

async function addProvider(app: FastifyInstance, provider: CrmProvider, store: CrmStore): Promise<void> {
  const { profile, issuer, guardSecret: secret } = provider;
  const guard = createGuard({
    issuer,
    secret,
    renderRefusal: refusal => ({ ...renderApiError(profile, refusal), headers: refusal.headers }),
    onLog: entry => app.log[entry.level](entry, entry.event),
  });
  await app.register(fastifyGuard, { guard });
  app.setErrorHandler((error: FastifyError, request, reply) => sendError(profile, error, request, reply));
  app.setNotFoundHandler((request, reply) => sendError(profile, noSuchAddress(), request, reply));
  addRoutes(app, provider, store);
}

function sendError(profile: ProfileName, error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const { status, body } = renderApiError(profile, toApiError(error, request));
  if (status >= 500) request.log.error({ err: error }, 'unexpected error');
  void reply.code(status).header('x-request-id', request.id).send(body);
}

function toApiError(error: Error, request: FastifyRequest): ApiError {
  const requestId = request.id;
  const { statusCode = 500, validation, code } = error as FastifyError;
  if (error instanceof ApiRefusal) {
    return { status: error.statusCode, error: error.error, description: error.message, requestId };
  }
  if (code === 'FST_ERR_BAD_URL') {
    return { status: 400, error: 'invalid_request', description: 'The address is malformed.', requestId };
  }
  if (statusCode < 500) {
    const details = validation?.map(({ instancePath, message }) => ({ at: instancePath, message }));
    return { status: statusCode, error: 'invalid_request', description: error.message, requestId, details };
  }
  return { status: 500, error: 'server_error', description: 'Something went wrong on our side.', requestId };
}

function noSuchAddress(): ApiRefusal {
  return new ApiRefusal(404, 'not_found', 'There is nothing at this address.');
}
