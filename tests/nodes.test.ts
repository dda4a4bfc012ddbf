/** Two servers on one PostgreSQL database, started by the command with nothing but DATABASE_URL and the master key, a guard at each. */
import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import { createGuard, type Guard } from '../packages/guard/src/index.ts';
import { openTerminal, type Terminal } from '../packages/server/src/cli/fixtures.ts';
import { GUARD_SECRET, PUBLIC_URL } from '../packages/server/src/fixtures.ts';
import { startCluster, type Cluster } from '../packages/server/src/store/postgres/fixtures.ts';

const MASTER_KEY = 'ab'.repeat(32);
const ISSUER = `${PUBLIC_URL}/standard`;
const APP =
  'app create --provider standard --name Robot --publisher Labs --scope people:read --client-credentials --json --description count';
let cluster: Cluster;
before(async () => void (cluster = await startCluster()));
after(() => cluster.remove());

interface Node {
  url: string;
  guard: Guard;
  post(
    path: string,
    form: Record<string, string>,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
}

async function startNode(
  t: TestContext,
  terminal: Terminal,
  environment: Record<string, string>,
): Promise<Node> {
  const { json } = await terminal.start(['serve', '--port', '0', '--json'], { environment });
  const url = String(json['listening']);
  // Both are behind one address; this guard happens to reach this node.
  const toNode = (input: string | URL | Request, init?: RequestInit): Promise<Response> =>
    fetch(String(input).replace(PUBLIC_URL, url), init);
  const guard = createGuard({ issuer: ISSUER, secret: GUARD_SECRET, fetch: toNode });
  await guard.ready();
  t.after(() => guard.close());
  return {
    url,
    guard,
    async post(path, form) {
      const response = await fetch(`${url}/standard/oauth/${path}`, {
        method: 'POST',
        body: new URLSearchParams(form),
      });
      const text = await response.text();
      return { status: response.status, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} };
    },
  };
}

async function isAllowed({ guard }: Node, token: string): Promise<boolean> {
  const request = { method: 'GET', url: '/people', headers: { authorization: `Bearer ${token}` } };
  return (await guard.check(request, { scope: 'people:read', user: false, route: 'GET /people' })).allowed;
}

test('S-E9 what one node revokes the other refuses at once, and the guards of both within a second', async t => {
  const terminal = openTerminal(t);
  const environment = { DATABASE_URL: await cluster.createDatabase(), VALETKEY_MASTER_KEY: MASTER_KEY };
  // Both at once, on an empty database.
  const nodes = await Promise.all([1, 2].map(() => startNode(t, terminal, environment)));
  const [first, second] = nodes as [Node, Node];
  const { json: app } = await terminal.run(APP.split(' '), { environment });
  const credentials = { client_id: String(app['client_id']), client_secret: String(app['client_secret']) };
  for (let round = 0; round < 5; round++) {
    const issued = await first.post('token', { grant_type: 'client_credentials', ...credentials });
    assert.equal(issued.status, 200);
    const token = String(issued.body['access_token']);
    for (const node of nodes) assert.equal(await isAllowed(node, token), true);
    const introspect = async (node: Node) =>
      (await node.post('introspect', { token, ...credentials })).body['active'];
    assert.equal(await introspect(second), true);
    assert.equal((await first.post('revoke', { token, ...credentials })).status, 200);
    const revokedAt = performance.now();
    assert.equal(await introspect(second), false);
    for (const node of nodes) {
      while (await isAllowed(node, token)) {
        assert.ok(performance.now() - revokedAt < 1000, 'a guard still allows after a second');
        await new Promise(resume => setTimeout(resume, 5));
      }
    }
    t.diagnostic(`both guards refuse after ${Math.round(performance.now() - revokedAt)} ms`);
  }
});

test('a token that one node signs with a key just made is good at the other', async t => {
  const terminal = openTerminal(t);
  const environment = { DATABASE_URL: await cluster.createDatabase(), VALETKEY_MASTER_KEY: MASTER_KEY };
  const [first, second] = [
    await startNode(t, terminal, environment),
    await startNode(t, terminal, environment),
  ];
  const { json: app } = await terminal.run(APP.split(' '), { environment });
  const credentials = { client_id: String(app['client_id']), client_secret: String(app['client_secret']) };
  assert.equal((await terminal.run(['keys', 'rotate'], { environment })).code, 0);
  const { body } = await second.post('token', { grant_type: 'client_credentials', ...credentials });
  const token = String(body['access_token']);
  assert.equal((await first.post('introspect', { token, ...credentials })).body['active'], true);
  assert.equal(await isAllowed(first, token), true);
});
