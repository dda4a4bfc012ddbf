/** Developer Settings → an app → Try it (screen 14): the whole flow, each request and answer. No token and no secret is in any of this. */
import { operation } from './operation.ts';
import { flag, integer, list, nullable, object, oneOf, text } from './schema.ts';

const field = object({ name: text({ max: 64 }), value: text({ max: 8192 }) });
/** Sealed by the server: what it remembers of the attempt. */
const attempt = text({ max: 8192 });
const BY_APP = { none: 'an app does this itself: valetkey quickstart prints how; valetkey tour plays it' };

export const beginTryIt = operation({
  name: 'tryIt.begin',
  summary: 'The authorization request of a new attempt, as the app would build it',
  method: 'POST',
  path: '/apps/:appId/try-it',
  role: 'user',
  command: BY_APP,
  answer: object({
    attempt,
    endpoint: text(),
    parameters: list(field),
    state: text(),
    codeVerifier: text(),
    /** Whether the company has said where its API is. */
    canCall: flag,
  }),
});

export const TRY_IT_STEPS = ['exchange', 'refresh', 'call', 'introspect', 'revoke'] as const;

export const takeTryItStep = operation({
  name: 'tryIt.step',
  summary: 'One further step of an attempt, made by the server for the app',
  method: 'POST',
  path: '/apps/:appId/try-it/steps',
  role: 'user',
  command: BY_APP,
  body: object({
    attempt,
    step: oneOf(...TRY_IT_STEPS),
    /** Of the token request: code, redirect_uri, code_verifier; and the state that came back. */
    parameters: list(field, { max: 10 }),
  }),
  answer: object({
    request: object({
      method: oneOf('GET', 'POST'),
      url: text(),
      headers: list(field),
      fields: list(field),
    }),
    /** Status 0: there was none. */
    answer: object({ status: integer(), body: text({ max: 8192 }) }),
    /** Why it failed, and what to do. */
    problem: nullable(object({ code: text(), reason: text(), remedy: text() })),
    attempt,
    hasToken: flag,
    hasRefreshToken: flag,
  }),
});
