/** An app's own requests (screen 16): what was asked, what came of it, and what to do. */
import { operation, page } from './operation.ts';
import { id, nullable, object, oneOf, optional, text, time } from './schema.ts';

const logged = object({
  id,
  /** The `X-Request-Id` of the answer. */
  requestId: text(),
  at: time,
  endpoint: oneOf('authorize', 'token', 'revoke', 'introspect', 'api'),
  outcome: oneOf('ok', 'refused', 'failed'),
  /** Of docs/errors.md. */
  code: nullable(text()),
  reason: text({ max: 8192 }),
  /** What to do about the code; null where there is none. */
  remedy: nullable(text()),
});

export const listLoggedRequests = operation({
  name: 'requestLog.list',
  summary: 'The last requests of an app, newest first, with what to do about those that failed',
  method: 'GET',
  path: '/apps/:appId/requests',
  role: 'user',
  command: 'requests',
  query: object({
    requestId: optional(text({ max: 128 })),
    /** Without those that went well. */
    only: optional(oneOf('problems')),
    before: optional(id),
  }),
  answer: page(logged),
});
