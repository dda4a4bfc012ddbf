/** Authorize in a browser that is signed in and has consented before, then the exchange with PKCE (RFC 6749 §4.1, RFC 7636). */
import { createHash } from 'node:crypto';
import type { Facts } from '../harness/contender.ts';
import { form, repeat, type Plan } from '../load/plan.ts';

const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');
const COOKIE = 0;
const CODE = 1;

export function flow({ client, paths, scope, redirectUri, cookies, authorizeStatus }: Facts): Plan {
  const query = form({
    response_type: 'code',
    client_id: client.id,
    redirect_uri: redirectUri,
    scope,
    state: 'a8fj30fjwlx92kd8',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
  });
  const body = form({
    grant_type: 'authorization_code',
    code: `{{${CODE}}}`,
    redirect_uri: redirectUri,
    code_verifier: VERIFIER,
    client_id: client.id,
    client_secret: client.secret,
  });
  return repeat(
    [
      {
        method: 'GET',
        path: `${paths.authorize}?${query}`,
        headers: { cookie: `{{${COOKIE}}}` },
        status: authorizeStatus,
        takes: [{ value: CODE, after: 'code=' }],
      },
      { method: 'POST', path: paths.token, body, status: 200 },
    ],
    cookies.map(cookie => [cookie, '']),
  );
}
