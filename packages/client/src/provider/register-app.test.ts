import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { closeServer, listen } from '../fixtures.ts';
import { registerApp, type RegisterRequest } from './register-app.ts';

interface Answer {
  status?: number;
  body: object | string;
}

/** A server that registers anybody, and what it was told. */
async function openRegistrar(t: TestContext, metadata: object, answer: Answer) {
  const told: { body: unknown; authorization: string | undefined }[] = [];
  const server = createServer(async (request, response) => {
    const issuer = `http://${request.headers.host}`;
    response.setHeader('content-type', 'application/json');
    if (request.method === 'GET')
      return response.end(
        JSON.stringify({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          registration_endpoint: `${issuer}/register`,
          code_challenge_methods_supported: ['S256'],
          ...metadata,
        }),
      );
    told.push({ body: await json(request), authorization: request.headers.authorization });
    const { status = 201, body } = answer;
    return response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  const issuer = await listen(server);
  t.after(() => closeServer(server));
  const request: RegisterRequest = {
    issuer,
    name: 'Analyzer',
    redirectUris: ['https://app.example/callback'],
  };
  return { request, told };
}

const SECRET = { client_id: 'app-1', client_secret: 'the-secret-of-app-1' };

test('the app is registered with the authentication that the server offers', async t => {
  const { request, told } = await openRegistrar(t, {}, { body: SECRET });
  const app = await registerApp({ ...request, scopes: ['read', 'write'] });
  assert.deepEqual(app, { issuer: request.issuer, clientId: 'app-1', clientSecret: 'the-secret-of-app-1' });
  assert.deepEqual(told, [
    {
      authorization: undefined,
      body: {
        client_name: 'Analyzer',
        redirect_uris: ['https://app.example/callback'],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_basic',
        scope: 'read write',
      },
    },
  ]);
});

test('a server without secrets has public apps', async t => {
  const metadata = { token_endpoint_auth_methods_supported: ['none'] };
  const { request, told } = await openRegistrar(t, metadata, { body: { client_id: 'app-1' } });
  assert.deepEqual(await registerApp(request), { issuer: request.issuer, clientId: 'app-1' });
  assert.equal((told[0]!.body as Record<string, unknown>)['token_endpoint_auth_method'], 'none');
});

test('an initial access token is sent, and stands in no error', async t => {
  const answer = { status: 401, body: { error: 'invalid_token', error_description: 'not initial-token-1' } };
  const { request, told } = await openRegistrar(t, {}, answer);
  await assert.rejects(
    registerApp({ ...request, initialAccessToken: 'initial-token-1' }),
    (error: Error & { code?: string; status?: number }) => {
      assert.equal(error.code, 'secret_refused');
      assert.equal(error.status, 401);
      assert.ok(!JSON.stringify([error, error.message]).includes('initial-token-1'));
      return true;
    },
  );
  assert.equal(told[0]!.authorization, 'Bearer initial-token-1');
});

test('a server that has no registration is told apart', async t => {
  const { request } = await openRegistrar(t, { registration_endpoint: undefined }, { body: {} });
  await assert.rejects(registerApp(request), { code: 'metadata' });
});

for (const [what, body] of Object.entries({
  'no client_id': { client_secret: 'only-a-secret' },
  'a secret that is no text': { client_id: 'app-1', client_secret: 7 },
  'no JSON': '<p>Registered!',
}))
  test(`S-R9 S-R11 an answer with ${what} is not accepted, and nothing of it is repeated`, async t => {
    const { request } = await openRegistrar(t, {}, { body });
    await assert.rejects(registerApp(request), (error: Error & { code?: string }) => {
      assert.equal(error.code, 'hostile_answer');
      assert.ok(!error.message.includes('only-a-secret'));
      return true;
    });
  });
