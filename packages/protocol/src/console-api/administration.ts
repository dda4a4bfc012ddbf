/** Administration of an account: what is connected there, by whom, and taking it back on behalf of members (screen 8). */
import { accessOrder, integration } from './integrations.ts';
import { csv, operation, page } from './operation.ts';
import { flag, id, integer, list, nullable, object, oneOf, optional, text, time } from './schema.ts';

export const accountMember = object({ id, name: text(), email: text() });
export const appDecision = oneOf('allowed', 'blocked', 'undecided');
/** What is written in the event, and what the member is told. */
export const actReason = text({ min: 3, max: 500, pattern: /\S/ });
export const nameSearch = optional(text({ max: 100 }));

const yes = optional(oneOf('1'));
const integrationFilter = {
  search: nameSearch,
  app: optional(id),
  member: optional(id),
  /** Not used for 90 days. */
  unused: yes,
  /** Everything the provider's API can do. */
  full: yes,
  unverified: yes,
  order: accessOrder,
};

export const accountIntegration = object({ integration, member: accountMember });

export const listAccountIntegrations = operation({
  name: 'administration.integrations',
  summary:
    'Connections and API keys of all members of an account, newest first unless another order is asked for',
  method: 'GET',
  path: '/accounts/:accountId/integrations',
  role: 'administrator',
  command: 'account integrations',
  query: object({ ...integrationFilter, after: optional(id) }),
  answer: page(accountIntegration),
});

export const exportAccountIntegrations = operation({
  name: 'administration.integrations.export',
  summary: 'The same as a table (CSV)',
  method: 'POST',
  path: '/accounts/:accountId/integrations/export',
  role: 'administrator',
  command: 'account integrations',
  recentSignIn: true,
  body: object(integrationFilter),
  answer: csv,
});

export const listConnectedApps = operation({
  name: 'administration.apps',
  summary: 'Apps that are connected to an account, by name, with how many connections each has',
  method: 'GET',
  path: '/accounts/:accountId/apps',
  role: 'administrator',
  command: 'account apps',
  query: object({ search: nameSearch, after: optional(id) }),
  answer: page(
    object({
      id,
      name: text(),
      publisher: text(),
      standing: oneOf('verified', 'unverified', 'development'),
      decision: appDecision,
      connections: integer(),
      members: integer(),
      lastUsedAt: nullable(time),
    }),
  ),
});

export const listMembers = operation({
  name: 'administration.members',
  summary: 'Members of an account, by name, with what acts for each',
  method: 'GET',
  path: '/accounts/:accountId/members',
  role: 'administrator',
  command: 'account members',
  query: object({ search: nameSearch, after: optional(id) }),
  answer: page(
    object({
      member: accountMember,
      role: oneOf('member', 'administrator'),
      connections: integer(),
      apiKeys: integer(),
      lastUsedAt: nullable(time),
    }),
  ),
});

/** Name what ends: these, all of an app, all of a member, both, or everything. */
export const revokeAccess = operation({
  name: 'administration.revoke',
  summary: 'Take access on an account back, on behalf of its members; they are told why',
  method: 'POST',
  path: '/accounts/:accountId/integrations/revoke',
  role: 'administrator',
  command: 'account revoke',
  recentSignIn: true,
  body: object({
    ids: optional(list(id, { max: 100 })),
    app: optional(id),
    member: optional(id),
    everything: optional(flag),
    reason: actReason,
  }),
  answer: object({
    connections: integer(),
    /** Token families that ended with them. */
    tokens: integer(),
    apiKeys: integer(),
    /** Whose these were. */
    members: integer(),
  }),
});
