/** The OpenAPI 3.1 document of the console API, made from its operations. */
import { csv, type Operation } from './operation.ts';
import type { JsonSchema } from './schema.ts';

const ERROR = {
  type: 'object',
  properties: {
    error: { type: 'string' },
    error_description: { type: 'string' },
    error_uri: { type: 'string' },
    request_id: { type: 'string' },
  },
  required: ['error', 'error_description', 'request_id'],
};

/** @param server address of the API, without a slash at the end */
export function openApiDocument(title: string, server: string, operations: readonly Operation[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[operation.method.toLowerCase()] = describe(operation);
  }
  return {
    openapi: '3.1.0',
    info: { title, version: '1' },
    servers: [{ url: server }],
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'valetkey-session' } },
      schemas: { Error: ERROR },
    },
  };
}

function describe(operation: Operation): object {
  const { name, summary, role, recentSignIn, body, answer } = operation;
  return {
    operationId: name,
    summary,
    tags: [name.split('.')[0]],
    'x-role': role,
    'x-recent-sign-in': recentSignIn,
    parameters: parametersOf(operation),
    ...(body === null
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: body.json } } } }),
    responses: {
      200: {
        description: summary,
        content: { [answer === csv ? 'text/csv' : 'application/json']: { schema: answer.json } },
      },
      default: {
        description: 'What went wrong, and what to do.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  };
}

/** Every call that changes something carries the header: no form of another site can (S-L5). */
function parametersOf({ path, query, method }: Operation): object[] {
  const ids = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const { properties = {} } = query.json as { properties?: Record<string, JsonSchema> };
  const named = Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', schema }));
  const guard = { name: 'X-Valetkey-Console', in: 'header', required: true, schema: { const: '1' } };
  return [...ids, ...named, ...(method === 'GET' ? [] : [guard])];
}
