/** A provider that answers with anything: always a typed error, never a crash, never a half-believed token. */
import assert from 'node:assert/strict';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { after, before, describe, test } from 'node:test';
import { createClient } from '../client.ts';
import type { ProviderOptions } from '../client-options.ts';
import type { ClientError } from '../errors.ts';
import { closeServer, listen } from '../fixtures.ts';
import { memoryVault } from '../vault/memory.ts';

let server: Server;
let url: string;
let answer: (response: ServerResponse) => void = () => {};
before(async () => {
  server = createServer((_request, response) => answer(response));
  url = await listen(server);
});
after(() => closeServer(server));

const json =
  (body: unknown, status = 200, headers = {}) =>
  (response: ServerResponse) =>
    void response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body));
const GOOD = { access_token: 'token', token_type: 'Bearer', expires_in: 60 };

/** The whole way with a server that only answers the code. */
async function exchange(provider: Partial<ProviderOptions> = {}) {
  const endpoints = { authorization: `${url}/authorize`, token: `${url}/token` };
  const client = createClient({
    providers: { crm: { endpoints, clientId: 'id', clientSecret: 'secret-canary', ...provider } },
    vault: memoryVault(),
    redirectUri: 'https://app.example/callback',
    timeoutSeconds: 0.5,
  });
  const began = await client.beginConnect({ provider: 'crm', owner: 'ada' });
  const state = new URL(began.url).searchParams.get('state')!;
  const callback = `https://app.example/callback?code=code-canary&state=${state}`;
  return client.finishConnect({ method: 'GET', url: callback, cookie: began.cookie.split(';')[0]! });
}

describe('S-R11 the token answer', () => {
  const cases: Record<string, (response: ServerResponse) => void> = {
    'HTML with 200': response => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
    'of 10 MB': json(`{"access_token":"${'x'.repeat(10_000_000)}"}`),
    'that never ends': response => {
      const timer = setInterval(() => response.write(' '.repeat(1000)), 5);
      response.on('close', () => clearInterval(timer));
    },
    'compressed without being asked': response =>
      void response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
    'a list': json([GOOD]),
    null: json('null'),
    empty: json(''),
    'without access_token': json({ token_type: 'Bearer' }),
    'with a number for a token': json({ ...GOOD, access_token: 7 }),
    'with an empty token': json({ ...GOOD, access_token: '' }),
    'with a line break in the token': json({ ...GOOD, access_token: 'a\r\nx-evil: 1' }),
    'with a token of 100 KB': json({ ...GOOD, access_token: 'x'.repeat(100_000) }),
    'with an object for a refresh token': json({ ...GOOD, refresh_token: {} }),
    'without token_type': json({ access_token: 'token' }),
    'with another token_type': json({ ...GOOD, token_type: 'mac' }),
    'with token_type DPoP': json({ ...GOOD, token_type: 'DPoP' }),
    'with negative expires_in': json({ ...GOOD, expires_in: -1 }),
    'with expires_in 1e99': json('{"access_token":"t","token_type":"Bearer","expires_in":1e99}'),
    'with expires_in 1e999': json('{"access_token":"t","token_type":"Bearer","expires_in":1e999}'),
    'with expires_in NaN': json({ ...GOOD, expires_in: 'NaN' }),
    'with a list for scope': json({ ...GOOD, scope: ['a'] }),
    'a redirect': response => void response.writeHead(302, { location: 'https://evil.example' }).end(),
    'a 404 page': response => void response.writeHead(404).end('not here'),
  };
  for (const [name, give] of Object.entries(cases)) {
    test(`${name}: a typed error, without code or secret in it`, async () => {
      answer = give;
      await assert.rejects(exchange(), (error: ClientError) => {
        assert.ok(['hostile_answer', 'unreachable'].includes(error.code), error.code);
        assert.doesNotMatch(inspect(error, { depth: 9, showHidden: true }), /canary|token":"/);
        return true;
      });
    });
  }

  test('R40 as S4 gives it, with access_token alone: believed for that profile only', async () => {
    answer = json({ access_token: 'abc' });
    const { connection } = await exchange({ profile: 'copernica' });
    assert.equal(await connection.accessToken(), 'abc');
    await assert.rejects(exchange({ profile: 'copper' }), { code: 'hostile_answer' });
  });

  test('no expires_in and no lifetime in a profile: a token without an end', async () => {
    answer = json({ access_token: 'abc', token_type: 'bearer', scope: 'a "b c' });
    const { connection } = await exchange();
    assert.deepEqual([await connection.accessToken(), connection.scopes], ['abc', ['a', 'c']]);
  });

  test('an id_token is nothing to this client', async () => {
    answer = json({ ...GOOD, id_token: 'not.a.jwt' });
    assert.equal((await exchange()).isNew, true);
  });
});

describe('a refusal', () => {
  test('R54 keeps error, description and request id, and masks a secret that the server repeats', async () => {
    answer = json(
      { error: 'invalid_grant', error_description: 'bad code-canary of secret-canary\u001b[31m\nnew line' },
      400,
      { 'x-request-id': 'req_1' },
    );
    await assert.rejects(exchange(), (error: ClientError) => {
      const { code, status, error: told, description, requestId } = error;
      assert.deepEqual(
        { code, status, told, description, requestId },
        {
          code: 'token_refused',
          status: 400,
          told: 'invalid_grant',
          requestId: 'req_1',
          description: 'bad [redacted] of [redacted]?[31m?new line',
        },
      );
      assert.match(error.message, /Request id: req_1\..*Ask the user to connect again/);
      return true;
    });
  });

  test('S-U3 no line break of a server’s reaches a message', async () => {
    answer = json({ error: 'a\r\nb', error_description: 'c\u2028d' }, 400);
    await assert.rejects(exchange(), (error: ClientError) => !/[\r\n\u2028]/.test(error.message));
  });
});

describe('R53 two client secrets', () => {
  test('the new one is tried, the old one is the fall-back, and an event says which one worked', async t => {
    const seen: string[] = [];
    let accepted = 'old';
    const counting = createServer((request, response) => {
      const secret = Buffer.from(request.headers.authorization!.slice(6), 'base64').toString().split(':')[1]!;
      seen.push(secret);
      if (secret === accepted) json(GOOD)(response);
      else json({ error: 'invalid_client' }, 401, { 'www-authenticate': 'Basic' })(response);
    });
    const address = await listen(counting);
    t.after(() => closeServer(counting));
    const events: string[] = [];
    const client = createClient({
      providers: {
        crm: {
          endpoints: { authorization: `${address}/a`, token: `${address}/t` },
          clientId: 'id',
          clientSecret: 'new',
          previousClientSecret: 'old',
        },
      },
      vault: memoryVault(),
      redirectUri: 'https://app.example/callback',
      onEvent: event => void (event.type === 'secret_used' && events.push(event.secret)),
    });
    const connect = async () => {
      const began = await client.beginConnect({ provider: 'crm', owner: 'ada' });
      const state = new URL(began.url).searchParams.get('state')!;
      return client.finishConnect({
        method: 'GET',
        url: `/callback?code=c&state=${state}`,
        cookie: began.cookie.split(';')[0]!,
      });
    };
    await connect();
    assert.deepEqual([seen, events], [['new', 'old'], ['previous']]);
    await connect();
    assert.deepEqual(
      seen.slice(2),
      ['old'],
      'a server counts failed attempts: for a while the one that worked goes first',
    );
    accepted = 'new';
    await connect();
    await connect();
    assert.deepEqual(
      [seen.slice(3), events.slice(2)],
      [
        ['old', 'new', 'new'],
        ['current', 'current'],
      ],
    );
    accepted = 'neither';
    await assert.rejects(connect(), {
      code: 'secret_refused',
      error: 'invalid_client',
      message: /No connection is lost/,
    });
  });
});
