/** An app asks about a live access token of its own (RFC 7662). */
import type { Facts } from '../harness/contender.ts';
import { form, repeat, type Plan } from '../load/plan.ts';

export function introspect({ client, paths, accessTokens }: Facts): Plan {
  const body = form({ token: '{{0}}', client_id: client.id, client_secret: client.secret });
  const request = { method: 'POST', path: paths.introspect, body, status: 200 } as const;
  return repeat(
    [request],
    accessTokens.map(token => [token]),
  );
}
