/** Daily quotas of costly scopes. */
import { queryOne, type Verb } from '../verb.ts';

export interface QuotaDay {
  limitKey: string;
  scope: string;
  day: number;
  count: number;
  limit: number;
}

/** One conditional statement: no interleaving of nodes exceeds the limit (S-E5). */
export function* takeQuota({
  limitKey,
  scope,
  day,
  count,
  limit,
}: QuotaDay): Verb<{ allowed: boolean; used: number }> {
  if (count <= limit) {
    const row = yield* queryOne(
      `INSERT INTO quota_days (day, limit_key, scope, used) VALUES ($1, $2, $3, $4)
       ON CONFLICT (day, limit_key, scope) DO UPDATE SET used = quota_days.used + excluded.used
       WHERE quota_days.used + excluded.used <= $5 RETURNING used`,
      [day, limitKey, scope, count, limit],
    );
    if (row) return { allowed: true, used: row[0] as number };
  }
  const sql = 'SELECT used FROM quota_days WHERE day = $1 AND limit_key = $2 AND scope = $3';
  const present = yield* queryOne(sql, [day, limitKey, scope]);
  return { allowed: false, used: (present?.[0] ?? 0) as number };
}
