/** Clocks: what a node issues is good at once at every other, and ends for all at the same time (S-E10). */
import { GUARD_SECRET, type TestResponse } from '../../packages/server/src/fixtures.ts';
import { pause } from './harness.ts';
import type { PgNode, Town } from './pg-town.ts';
import { BRIEF_SECONDS, BRIEF_SLUG } from './site-config.ts';

/** No token is accepted longer than that after its end, anywhere. */
const ALLOWED_SECONDS = 10;

/** Asks at once, while all is well; what it returns asks again when the tokens must be dead. */
export async function clockProblems({ nodes, briefApp }: Town): Promise<() => Promise<string[]>> {
  const problems: string[] = [];
  const issued: string[] = [];
  for (const [i, node] of nodes.entries()) {
    const { json } = await post(node, 'oauth/token', {
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: briefApp.app.id,
        client_secret: briefApp.secret,
      }).toString(),
      type: 'application/x-www-form-urlencoded',
    });
    const token = String(json['access_token']);
    const endsAt = Date.now() / 1000 + BRIEF_SECONDS;
    issued.push(token);
    for (const [j, other] of nodes.entries()) {
      const { json: found } = await check(other, token);
      const off = Math.abs(Number(found['expires_at']) - endsAt);
      // A machine that stands still for seconds is not the matter here.
      if (found['active'] !== true && Date.now() / 1000 < endsAt - 1)
        problems.push(`a token just issued by node ${i} is not good at node ${j}`);
      if (found['active'] === true && !(off < ALLOWED_SECONDS))
        problems.push(`at node ${j} a token of node ${i} ends ${off.toFixed(0)} s off`);
    }
  }
  const deadAt = Date.now() + (BRIEF_SECONDS + ALLOWED_SECONDS) * 1000;
  return async () => {
    await pause(deadAt - Date.now());
    for (const [j, node] of nodes.entries())
      for (const [i, token] of issued.entries())
        if ((await check(node, token)).json['active'] !== false)
          problems.push(`node ${j} takes a token of node ${i} more than ${ALLOWED_SECONDS} s after its end`);
    return problems;
  };
}

function check(node: PgNode, value: string): Promise<TestResponse> {
  const body = JSON.stringify({ credential: { type: 'bearer', value } });
  return post(node, 'guard/check', { body, type: 'application/json' });
}

function post(
  node: PgNode,
  path: string,
  { body, type }: { body: string; type: string },
): Promise<TestResponse> {
  return node.wire.inject({
    method: 'POST',
    url: `/${BRIEF_SLUG}/${path}`,
    headers: {
      'content-type': type,
      ...(path === 'guard/check' ? { authorization: `Bearer ${GUARD_SECRET}` } : {}),
    },
    payload: body,
  });
}
