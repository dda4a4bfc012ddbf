/** How a revocation reaches three nodes and the guards at each; and nodes that were paused, or are cut off from the database. */
import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import { createGuard, type Guard } from '../../packages/guard/src/index.ts';
import { GUARD_SECRET, PUBLIC_URL } from '../../packages/server/src/fixtures.ts';
import { credentialsOf } from '../../packages/server/src/token-fixtures.ts';
import { startCluster, type Cluster } from '../../packages/server/src/store/postgres/fixtures.ts';
import { openNodes, SLUG, type Node, type Nodes } from './nodes.ts';

const REVOCATIONS = 200;
let cluster: Cluster;
before(async () => void (cluster = await startCluster()));
after(() => cluster.remove());

type Answer = { status: number; body: Record<string, unknown> };

async function post(nodes: Nodes, node: Node, path: string, form: object): Promise<Answer> {
  const body = new URLSearchParams({ ...credentialsOf(nodes.app), ...form });
  const response = await fetch(`${node.url}/${SLUG}/oauth/${path}`, { method: 'POST', body });
  const text = await response.text();
  return { status: response.status, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} };
}

async function openGuard(t: TestContext, node: Node): Promise<Guard> {
  const toNode = (input: string | URL | Request, init?: RequestInit): Promise<Response> =>
    fetch(String(input).replace(PUBLIC_URL, node.url), init);
  const guard = createGuard({ issuer: `${PUBLIC_URL}/${SLUG}`, secret: GUARD_SECRET, fetch: toNode });
  await guard.ready();
  t.after(() => guard.close());
  return guard;
}

async function isAllowed(guard: Guard, token: string): Promise<boolean> {
  const request = { method: 'GET', url: '/people', headers: { authorization: `Bearer ${token}` } };
  return (await guard.check(request, { scope: 'people:read', user: false, route: 'GET /people' })).allowed;
}

async function untilAllRefuse(guards: readonly Guard[], token: string): Promise<number> {
  const begun = performance.now();
  for (const guard of guards)
    while (await isAllowed(guard, token)) await new Promise(resume => setTimeout(resume, 2));
  return performance.now() - begun;
}

test('S-E9 S-E11 what one of three nodes revokes the others refuse at once, and all guards soon; paused or cut off, a node never answers from memory', async t => {
  const nodes = await openNodes(t, await cluster.createDatabase());
  const running = await Promise.all([0, 1, 2].map(index => nodes.start(index)));
  const guards = await Promise.all(running.map(node => openGuard(t, node)));
  const issue = async (node: Node): Promise<string> =>
    String((await post(nodes, node, 'token', { grant_type: 'client_credentials' })).body['access_token']);
  const isActive = async (node: Node, token: string): Promise<unknown> =>
    (await post(nodes, node, 'introspect', { token })).body['active'];

  await t.test('every revocation reaches every guard', async t => {
    const times: number[] = [];
    for (let i = 0; i < REVOCATIONS; i++) {
      const [own, other] = [running[i % 3]!, running[(i + 1) % 3]!];
      const token = await issue(own);
      for (const guard of guards) assert.equal(await isAllowed(guard, token), true);
      assert.equal((await post(nodes, own, 'revoke', { token })).status, 200);
      const [refused] = await Promise.all([
        untilAllRefuse(guards, token),
        isActive(other, token).then(active => assert.equal(active, false)),
      ]);
      times.push(refused);
    }
    times.sort((a, b) => a - b);
    const at = (percent: number): number => Math.round(times[Math.ceil((REVOCATIONS * percent) / 100) - 1]!);
    t.diagnostic(
      `${REVOCATIONS} revocations: all guards refuse after ${at(50)} ms (median), ${at(99)} ms (99 of 100), ${at(100)} ms (once)`,
    );
  });

  await t.test('a node that was paused asks before it answers', async () => {
    const token = await issue(running[0]!);
    assert.equal(await isActive(running[1]!, token), true);
    process.kill(running[1]!.pid, 'SIGSTOP');
    assert.equal((await post(nodes, running[0]!, 'revoke', { token })).status, 200);
    const late = isActive(running[1]!, token);
    process.kill(running[1]!.pid, 'SIGCONT');
    assert.equal(await late, false);
  });

  await t.test('without the database: 503, not ready, and all is well again once it is back', async () => {
    const token = await issue(running[0]!);
    await cluster.stopAtOnce();
    for (const node of running) {
      const { status, body } = await post(nodes, node, 'introspect', { token });
      assert.deepEqual([status, body['active']], [503, undefined]);
      assert.equal((await fetch(`${node.url}/livez`)).status, 200);
    }
    const ready = async (node: Node): Promise<number> => (await fetch(`${node.url}/readyz`)).status;
    assert.deepEqual(await Promise.all(running.map(ready)), [503, 503, 503]);
    await cluster.start();
    for (const node of running) {
      while ((await ready(node)) !== 200) await new Promise(resume => setTimeout(resume, 50));
      assert.equal(await isActive(node, token), true);
    }
  });
});
