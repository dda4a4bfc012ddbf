/** Which apps an account lets in, and the members who ask for one (screens 9 and 4). */
import { accountMember, appDecision, nameSearch } from './administration.ts';
import { operation, page } from './operation.ts';
import { id, integer, list, nullable, object, oneOf, optional, text, time } from './schema.ts';

const knownApp = object({
  id,
  name: text(),
  publisher: text(),
  standing: oneOf('verified', 'unverified', 'development'),
});
const mode = oneOf('all', 'approved', 'none');

export const readAppPolicy = operation({
  name: 'policy.read',
  summary: 'Which apps an account lets in',
  method: 'GET',
  path: '/accounts/:accountId/policy',
  role: 'administrator',
  command: 'account policy',
  answer: object({
    mode,
    allowed: list(knownApp),
    blocked: list(knownApp),
    /** How many members wait for an answer. */
    waiting: integer(),
  }),
});

/** What an app may do there is decided with every call: at once, and again when it is let in. */
export const setAppPolicy = operation({
  name: 'policy.set',
  summary: 'Let in all apps, only approved ones, or none',
  method: 'PUT',
  path: '/accounts/:accountId/policy',
  role: 'administrator',
  command: 'account policy',
  recentSignIn: true,
  body: object({ mode }),
  answer: object({ mode }),
});

export const decideApp = operation({
  name: 'policy.decide',
  summary: 'Allow an app on an account, block it, or take the decision back',
  method: 'PUT',
  path: '/accounts/:accountId/policy/apps/:appId',
  role: 'administrator',
  command: 'account decide',
  recentSignIn: true,
  body: object({ decision: appDecision, reason: optional(text({ max: 500 })) }),
  answer: object({ decision: appDecision }),
});

export const findApps = operation({
  name: 'policy.apps',
  summary: 'Approved apps of the provider by a part of their name, to decide about them',
  method: 'GET',
  path: '/accounts/:accountId/policy/apps',
  role: 'administrator',
  command: 'app list',
  query: object({ search: nameSearch }),
  answer: object({ items: list(object({ app: knownApp, decision: appDecision })) }),
});

const approvalRequest = object({
  id,
  app: knownApp,
  member: accountMember,
  message: text(),
  requestedAt: time,
  status: oneOf('open', 'approved', 'refused'),
  decidedAt: nullable(time),
  reason: nullable(text()),
});

export const listApprovalRequests = operation({
  name: 'requests.list',
  summary: 'Members who ask for an app, newest first',
  method: 'GET',
  path: '/accounts/:accountId/requests',
  role: 'administrator',
  command: 'account requests',
  query: object({ status: optional(oneOf('open', 'approved', 'refused')), after: optional(id) }),
  answer: page(approvalRequest),
});

export const answerApprovalRequest = operation({
  name: 'requests.answer',
  summary: 'Let the app in that a member asks for, or refuse it; whoever asked is told',
  method: 'POST',
  path: '/accounts/:accountId/requests/:requestId/answer',
  role: 'administrator',
  command: 'account answer',
  recentSignIn: true,
  body: object({ answer: oneOf('approved', 'refused'), reason: text({ max: 500 }) }),
  /** How many had asked for the same app, and have their answer with it. */
  answer: object({ answered: integer() }),
});
