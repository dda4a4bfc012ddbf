/** A refresh token is exchanged for the next one, which is exchanged for the next one (RFC 6749 §6). */
import type { Facts } from '../harness/contender.ts';
import { form, repeat, type Plan } from '../load/plan.ts';

export function refresh({ client, paths, refreshTokens }: Facts): Plan {
  const body = form({
    grant_type: 'refresh_token',
    refresh_token: '{{0}}',
    client_id: client.id,
    client_secret: client.secret,
  });
  const takes = [{ value: 0, after: '"refresh_token":"' }];
  const request = { method: 'POST', path: paths.token, body, status: 200, takes } as const;
  return repeat(
    [request],
    refreshTokens.map(token => [token]),
  );
}
