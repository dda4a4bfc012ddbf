/** The API of one provider. Every route names its scope; the guard has checked it before a handler runs. */
import { accessOf } from '@valetkey/guard';
import type { RouteRule } from '@valetkey/guard';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CrmProvider } from './config.ts';
import type { CrmStore, NewPerson } from './crm-store.ts';
import { ApiRefusal } from './api-refusal.ts';

const rule = (valetkey: RouteRule) => ({ config: { valetkey } });

interface Page {
  limit: number;
  offset: number;
}

const pageSchema = {
  type: 'object',
  properties: {
    limit: { type: 'integer', minimum: 1, maximum: 500, default: 500 },
    offset: { type: 'integer', minimum: 0, default: 0 },
  },
} as const;

const personSchema = {
  type: 'object',
  required: ['name', 'email'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 200 },
    email: { type: 'string', format: 'email', maxLength: 254 },
    city: { type: 'string', maxLength: 100 },
    age: { type: 'integer', minimum: 0, maximum: 150 },
    interests: { type: 'array', maxItems: 20, items: { type: 'string', maxLength: 50 } },
    subscribed: { type: 'boolean' },
  },
} as const;

const promptSchema = {
  type: 'object',
  required: ['prompt'],
  properties: { prompt: { type: 'string', minLength: 1, maxLength: 1000 } },
} as const;

export function addRoutes(app: FastifyInstance, provider: CrmProvider, store: CrmStore): void {
  const { read, write, companies = read, generate } = provider.scopes;
  /** The account comes from the token alone: nothing in a request can name another one. */
  const accountKey = (request: FastifyRequest): string => {
    const { account, user } = accessOf(request);
    return `${provider.slug}/${account?.id ?? `user ${user!.id}`}`;
  };

  app.get('/me', rule({ scope: read, user: false }), request => describeCaller(request));

  app.get<{ Querystring: Page }>(
    '/people',
    { ...rule({ scope: read }), schema: { querystring: pageSchema } },
    request => pageOf('people', store.findPeople(accountKey(request)), request.query),
  );

  app.get<{ Params: { id: string } }>('/people/:id', rule({ scope: read }), request => {
    const person = store.findPerson(accountKey(request), request.params.id);
    if (person === undefined) throw new ApiRefusal(404, 'not_found', 'There is no such person.');
    return person;
  });

  app.post<{ Body: NewPerson }>(
    '/people',
    { ...rule({ scope: write }), schema: { body: personSchema } },
    (request, reply) => createPerson(store, accountKey(request), request.body, reply),
  );

  app.get<{ Querystring: Page }>(
    '/companies',
    { ...rule({ scope: companies }), schema: { querystring: pageSchema } },
    request => pageOf('companies', store.findCompanies(accountKey(request)), request.query),
  );

  if (generate === undefined) return;
  app.post<{ Body: { prompt: string } }>(
    '/generate',
    { ...rule({ scope: generate, costly: true }), schema: { body: promptSchema } },
    request => ({ text: `A short text about ${request.body.prompt}, as costly as it is brief.` }),
  );
}

function describeCaller(request: FastifyRequest): unknown {
  const { kind, app, user, account, scopes } = accessOf(request);
  return {
    kind,
    app: app && { client_id: app.clientId, name: app.name },
    user: user && { id: user.id, external_id: user.externalId, email: user.email, name: user.name },
    account: account && { id: account.id, external_id: account.externalId, name: account.name },
    scopes,
  };
}

function createPerson(store: CrmStore, accountKey: string, given: NewPerson, reply: FastifyReply): unknown {
  const person = store.createPerson(accountKey, given);
  if (person === null) throw new ApiRefusal(409, 'account_full', 'This sample account is full.');
  return reply.code(201).send(person);
}

function pageOf(name: string, items: readonly unknown[], { limit, offset }: Page): unknown {
  return { [name]: items.slice(offset, offset + limit), total: items.length, limit, offset };
}
