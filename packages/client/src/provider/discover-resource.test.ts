import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test, type TestContext } from 'node:test';
import { ClientError } from '../errors.ts';
import { closeServer, listen } from '../fixtures.ts';
import { discoverResource } from './discover-resource.ts';

const WELL_KNOWN = '/.well-known/oauth-protected-resource';
const ISSUER = 'https://login.example';

/** An API whose metadata stands at these paths; `{origin}` in it is the API's own. */
async function openApi(t: TestContext, documents: Record<string, object | string>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url!);
    const document = documents[request.url!];
    const body = typeof document === 'string' ? document : JSON.stringify(document ?? {});
    response
      .writeHead(document === undefined ? 404 : 200, { 'content-type': 'application/json' })
      .end(body.replaceAll('{origin}', `http://${request.headers.host}`));
  });
  const origin = await listen(server);
  t.after(() => closeServer(server));
  return { origin, asked };
}

test('the metadata of a path goes before that of the origin', async t => {
  const { origin, asked } = await openApi(t, {
    [`${WELL_KNOWN}/v1`]: {
      resource: '{origin}/v1',
      authorization_servers: [ISSUER, 'https://second.example'],
      scopes_supported: ['read', 'write'],
    },
  });
  assert.deepEqual(await discoverResource(`${origin}/v1`), {
    resource: `${origin}/v1`,
    issuer: ISSUER,
    scopes: ['read', 'write'],
  });
  assert.deepEqual(asked, [`${WELL_KNOWN}/v1`]);
});

test('without metadata of the path, that of the origin counts', async t => {
  const { origin, asked } = await openApi(t, {
    [WELL_KNOWN]: { resource: '{origin}', authorization_servers: [ISSUER] },
  });
  const { resource, scopes } = await discoverResource(`${origin}/v1`);
  assert.equal(resource, origin);
  assert.deepEqual(scopes, []);
  assert.deepEqual(asked, [`${WELL_KNOWN}/v1`, WELL_KNOWN]);
});

test('a refusal says where the metadata is and which scopes are needed', async t => {
  const { origin, asked } = await openApi(t, {
    '/about': { resource: '{origin}/v1', authorization_servers: [ISSUER], scopes_supported: ['all'] },
  });
  const refused = new Headers({
    'www-authenticate': `Bearer resource_metadata="${origin}/about", scope="people:read"`,
  });
  const { issuer, scopes } = await discoverResource(`${origin}/v1`, refused);
  assert.equal(issuer, ISSUER);
  assert.deepEqual(scopes, ['people:read']);
  assert.deepEqual(asked, ['/about']);
});

const REFUSED: Record<string, [documents: Record<string, object | string>, message: RegExp]> = {
  'no metadata at all': [{}, /does not say which authorization server it trusts/],
  'metadata of another API (RFC 9728 §3.3)': [
    { [WELL_KNOWN]: { resource: 'https://other.example', authorization_servers: [ISSUER] } },
    /not whole, or of another API/,
  ],
  'metadata that is no JSON': [{ [WELL_KNOWN]: '<p>Welcome' }, /not whole, or of another API/],
  'no authorization server named': [
    { [WELL_KNOWN]: { resource: '{origin}' } },
    /names no authorization server/,
  ],
};
for (const [what, [documents, message]] of Object.entries(REFUSED)) {
  test(`${what} is an error that says so`, async t => {
    const { origin } = await openApi(t, documents);
    await assert.rejects(discoverResource(origin), (error: unknown) => {
      assert.ok(error instanceof ClientError && error.code === 'metadata');
      assert.match(error.message, message);
      return true;
    });
  });
}

test('S-S2 S-R10 a refusal cannot send the app to an address inside', async t => {
  const { origin } = await openApi(t, {});
  const refused = new Headers({
    'www-authenticate': 'Bearer resource_metadata="http://169.254.169.254/latest"',
  });
  await assert.rejects(discoverResource(origin, refused), { code: 'unsafe_address' });
});
