/** Accounts and users as commands tell them. */
import type { Account, User } from '../store/rows.ts';

export function describeAccount(account: Account): Record<string, unknown> {
  return {
    account_id: account.id,
    provider: account.provider,
    external_id: account.externalId,
    name: account.name,
    plan: account.plan,
    status: account.status,
    created_at: account.createdAt,
  };
}

/** Never the password's hash. */
export function describeUser(user: User): Record<string, unknown> {
  return {
    user_id: user.id,
    provider: user.provider,
    external_id: user.externalId,
    email: user.email,
    name: user.name,
    status: user.status,
    created_at: user.createdAt,
  };
}
