/** Whose things are: each is found for whoever may have it, and is not there for anybody else. */
import type { Membership } from '../store/rows.ts';
import type { Owned } from './route.ts';

/** The account that the path names, for its administrators. */
export const administeredAccount: Owned<{ accountId: string }, Membership> = {
  kind: 'administered account',
  find: ({ memberships }, { accountId }) =>
    memberships.find(({ account, role }) => account.id === accountId && role === 'administrator') ?? null,
};
