/** An app asks for a token of its own (RFC 6749 §4.4). */
import type { Facts } from '../harness/contender.ts';
import { CONNECTIONS } from '../load/run-load.ts';
import { form, repeat, type Plan } from '../load/plan.ts';

export function clientCredentials({ client, paths, scope }: Facts): Plan {
  const body = form({
    grant_type: 'client_credentials',
    client_id: client.id,
    client_secret: client.secret,
    scope,
  });
  const request = { method: 'POST', path: paths.token, body, status: 200 } as const;
  return repeat(
    [request],
    Array.from({ length: CONNECTIONS + 1 }, () => []),
  );
}
