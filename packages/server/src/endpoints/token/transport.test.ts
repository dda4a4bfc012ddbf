/** How a token request may arrive: methods, types, encodings, headers of the answer (RFC 6749 §3.2). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect, createApp, createPerson, openTestServer, REDIRECT_URI, VERIFIER } from '../../fixtures.ts';
import { basic, clientCredentials, openConnected } from '../../token-fixtures.ts';

const FORM = 'application/x-www-form-urlencoded';

test('S-C1 RFC 6749 §3.2: every method but POST is 405 with Allow, and changes nothing', async t => {
  const { server } = await openConnected(t, 'standard');
  const before = await server.core.store.countRows();
  for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const) {
    const answer = await server.inject({ method, url: '/standard/oauth/token' });
    assert.equal(answer.status, 405, method);
    assert.equal(answer.headers['allow'], 'POST');
    assert.equal(answer.json['error'], method === 'HEAD' ? undefined : 'method_not_allowed');
  }
  assert.deepEqual(await server.core.store.countRows(), before);
});

test('S-C2 a secret in the query of a POST is refused, told to the operator by name, and redeems nothing', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const app = await createApp(server, 'standard');
  const { code = '' } = await connect(server, 'standard', app.app);
  const body = {
    grant_type: 'authorization_code',
    redirect_uri: REDIRECT_URI,
    client_id: app.app.id,
    code_verifier: VERIFIER,
  };
  for (const [name, value] of [
    ['client_secret', app.secret],
    ['code', code],
    ['refresh_token', 'vkr_x'],
    ['code_verifier', VERIFIER],
  ] as const) {
    const all = { ...body, code, client_secret: app.secret } as Record<string, string>;
    delete all[name];
    const answer = await server.post(`/standard/oauth/token?${name}=${value}`, all);
    assert.equal(answer.status, 400, name);
    assert.equal(answer.json['error'], 'invalid_request');
    assert.match(String(answer.json['error_description']), new RegExp(`^${name} must be sent in the body`));
    const told = server.logLines.filter(line => line.includes(`"parameter":"${name}"`));
    assert.equal(told.length, 1, name);
  }
  assert.equal(server.logLines.join('\n').includes(app.secret), false);
  assert.equal(server.logLines.join('\n').includes(code), false);
  const redeemed = await server.post('/standard/oauth/token', { ...body, code, client_secret: app.secret });
  assert.equal(redeemed.status, 200, 'the code was not consumed');
});

test('S-C3 only form bodies in UTF-8; anything else is 400 or 415, never 500', async t => {
  const { server, app } = await openConnected(t, 'standard', { registration: { clientCredentials: true } });
  const form = `grant_type=client_credentials&client_id=${app.app.id}&client_secret=${app.secret}`;
  const asJson = JSON.stringify(Object.fromEntries(new URLSearchParams(form)));
  const send = async (contentType: string | undefined, payload: string | Buffer) =>
    await server.inject({
      method: 'POST',
      url: '/standard/oauth/token',
      headers: contentType === undefined ? {} : { 'content-type': contentType },
      payload,
    });
  const cases: [string | undefined, string | Buffer, number, string][] = [
    ['application/json', asJson, 415, 'unsupported_media_type'],
    ['text/plain', form, 415, 'unsupported_media_type'],
    ['multipart/form-data; boundary=x', '--x--', 415, 'unsupported_media_type'],
    [undefined, form, 415, 'unsupported_media_type'],
    ['', form, 415, 'unsupported_media_type'],
    [`${FORM}, ${FORM}`, form, 415, 'unsupported_media_type'],
    [`${FORM}; charset=utf-16`, Buffer.from(form, 'utf16le'), 415, 'unsupported_media_type'],
    [`${FORM}; charset=utf-8; charset=utf-16`, form, 415, 'unsupported_media_type'],
    [FORM, Buffer.from([0x67, 0x3d, 0xff, 0xfe]), 400, 'invalid_request'],
    [FORM, `${form}&x=%ff`, 400, 'invalid_request'],
    [FORM, `${form}&x=%zz`, 400, 'invalid_request'],
    [FORM, `${form}&x=%00`, 400, 'invalid_request'],
    [FORM, `${form}&x=${'a'.repeat(65_536)}`, 413, 'content_too_large'],
    [FORM, '', 401, 'invalid_client'],
  ];
  for (const [type, payload, status, error] of cases) {
    const answer = await send(type, payload);
    assert.deepEqual([answer.status, answer.json['error']], [status, error], `${type} ${answer.body}`);
  }
  for (const type of [
    FORM,
    `${FORM};charset=UTF-8`,
    `${FORM}; charset="utf-8"`,
    'Application/X-WWW-Form-URLEncoded',
  ])
    assert.equal((await send(type, form)).status, 200, type);
});

test('S-V7 a compressed body is refused before it is unpacked', async t => {
  const server = await openTestServer(t);
  for (const encoding of ['gzip', 'br', 'deflate']) {
    const answer = await server.post('/standard/oauth/token', {}, { 'content-encoding': encoding });
    assert.deepEqual([answer.status, answer.json['error']], [415, 'unsupported_media_type']);
  }
});

test('S-C4 RFC 6749 §3.2: a repeated parameter, known or unknown, is invalid_request', async t => {
  const { server, app } = await openConnected(t, 'standard', { registration: { clientCredentials: true } });
  const form = `grant_type=client_credentials&client_id=${app.app.id}&client_secret=${app.secret}`;
  for (const again of [
    'grant_type=client_credentials',
    `client_id=${app.app.id}`,
    `client_secret=${app.secret}`,
    'scope=people%3Aread&scope=people%3Aread',
    'whatever=1&whatever=1',
  ]) {
    const answer = await server.inject({
      method: 'POST',
      url: '/standard/oauth/token',
      headers: { 'content-type': FORM },
      payload: `${form}&${again}`,
    });
    assert.deepEqual([answer.status, answer.json['error']], [400, 'invalid_request'], again);
  }
});

test('S-C4 S-V6 a member that stands twice in Copper’s JSON body is invalid_request', async t => {
  const { server, app } = await openConnected(t, 'copper');
  const send = async (payload: string) =>
    await server.inject({
      method: 'POST',
      url: '/copper/oauth/token',
      headers: { 'content-type': 'application/json' },
      payload,
    });
  const members = `"client_id":"${app.app.id}","client_secret":"${app.secret}","code":"a\\"b:c","redirect_uri":"${REDIRECT_URI}"`;
  for (const payload of [
    `{"grant_type":"authorization_code",${members},"code":"vkc_other"}`,
    `{"grant_type":"x","grant_type":"authorization_code",${members}}`,
    `{"grant_type":"authorization_code",${members},"__proto__":"a","__proto__":"b"}`,
    `{"grant_type":1,${members}}`,
    `{"grant_type":["authorization_code"],${members}}`,
    `["grant_type"]`,
    'null',
    '"text"',
    '{',
    '['.repeat(50_000),
  ]) {
    const answer = await send(payload);
    assert.deepEqual([answer.status, answer.json['error']], [400, 'invalid_request'], payload.slice(0, 80));
  }
  // Escapes, colons and quotes in values are no second member.
  const read = await send(`{"grant_type":"authorization_code",${members}}`);
  assert.deepEqual([read.status, read.json['error']], [400, 'invalid_grant']);
});

test('S-C14 S-C23 S-I14 every answer with or about tokens is JSON that nobody keeps or sniffs', async t => {
  const { server, app } = await openConnected(t, 'standard', { registration: { clientCredentials: true } });
  const form = { client_id: app.app.id, client_secret: app.secret };
  const answers = [
    await clientCredentials({ server, slug: 'standard', app }),
    await server.post('/standard/oauth/token', { ...form, grant_type: 'nonsense' }),
    await server.post('/standard/oauth/token', {}),
    await server.post('/standard/oauth/introspect', { ...form, token: 'x' }),
    await server.post('/standard/oauth/introspect', { token: 'x' }),
    await server.post('/standard/oauth/revoke', { ...form }),
    await server.post('/standard/guard/check', {}),
    await server.inject({ method: 'GET', url: '/standard/nothing/here' }),
  ];
  for (const answer of answers) {
    assert.equal(answer.headers['cache-control'], 'no-store');
    assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8');
    assert.equal(answer.headers['x-content-type-options'], 'nosniff');
    assert.match(String(answer.headers['x-request-id']), /^req_[0-9a-v]{26}$/);
    assert.doesNotThrow(() => JSON.parse(answer.body) as unknown);
  }
  assert.equal(answers[0]!.headers['pragma'], 'no-cache');
  const revoked = await server.post('/standard/oauth/revoke', { ...form, token: 'unknown' });
  assert.deepEqual([revoked.status, revoked.body, revoked.headers['cache-control']], [200, '', 'no-store']);
});

test('S-C22 no CORS: whatever the Origin, no answer of the token side says Access-Control-Allow-Origin', async t => {
  const { server, app } = await openConnected(t, 'standard', { registration: { clientCredentials: true } });
  const form = { client_id: app.app.id, client_secret: app.secret, grant_type: 'client_credentials' };
  for (const origin of ['https://app.example', 'null', 'https://evil.example']) {
    for (const path of ['token', 'revoke', 'introspect']) {
      const headers = { origin, 'access-control-request-method': 'POST' };
      const preflight = await server.inject({ method: 'OPTIONS', url: `/standard/oauth/${path}`, headers });
      const real = await server.post(`/standard/oauth/${path}`, form, { origin });
      for (const answer of [preflight, real]) {
        const names = Object.keys(answer.headers).filter(name => name.startsWith('access-control'));
        assert.deepEqual(names, [], `${path} ${origin}`);
      }
      assert.equal(preflight.status, 405);
    }
  }
});

test('S-C24 an Authorization header of any shape is 400 or 401 at every endpoint, never an exception', async t => {
  const server = await openTestServer(t);
  const shapes = [
    '',
    ' ',
    'Basic',
    'Basic ',
    'Basic =',
    'Basic ====',
    'Basic !!!',
    'Basic Og==',
    'Bearer',
    'Bearer ',
    'Bearer  ',
    'Digest a="b"',
    'x',
    ':',
    '\u00ff\u00fe',
    'Basic ' + 'A'.repeat(9000),
    'Bearer ' + 'a'.repeat(9000),
    basic('a', 'b').authorization + ', ' + basic('c', 'd').authorization,
    '{}',
    '[object Object]',
    'undefined',
  ];
  for (const authorization of shapes) {
    for (const path of ['oauth/token', 'oauth/revoke', 'oauth/introspect', 'guard/check', 'guard/usage']) {
      const answer = await server.inject({
        method: 'POST',
        url: `/standard/${path}`,
        headers: { authorization, 'content-type': FORM },
        payload: 'token=x&grant_type=client_credentials',
      });
      assert.ok([400, 401].includes(answer.status), `${path} ${authorization}: ${answer.status}`);
    }
  }
  assert.equal(server.logLines.filter(line => line.startsWith('server_error')).length, 0);
});

test('S-C25 S-I3 where storage is gone, every answer is 503 with Retry-After: nothing is let through', async t => {
  const { server, app, access, refresh } = await openConnected(t, 'standard', {
    registration: { clientCredentials: true },
  });
  await server.core.store.close();
  const form = { client_id: app.app.id, client_secret: app.secret };
  const guard = {
    authorization: 'Bearer guard-secret-0123456789-0123456789-abcd',
    'content-type': 'application/json',
  };
  const answers = [
    await server.post('/standard/oauth/token', { ...form, grant_type: 'client_credentials' }),
    await server.post('/standard/oauth/token', {
      ...form,
      grant_type: 'refresh_token',
      refresh_token: refresh,
    }),
    await server.post('/standard/oauth/revoke', { ...form, token: access }),
    await server.post('/standard/oauth/introspect', { ...form, token: access }),
    await server.inject({
      method: 'POST',
      url: '/standard/guard/check',
      headers: guard,
      payload: JSON.stringify({ credential: { type: 'bearer', value: access } }),
    }),
    await server.inject({
      method: 'GET',
      url: '/standard/guard?scope=people:read',
      headers: {
        'x-valetkey-guard': 'guard-secret-0123456789-0123456789-abcd',
        authorization: `Bearer ${access}`,
      },
    }),
  ];
  for (const answer of answers) {
    assert.deepEqual([answer.status, answer.json['error']], [503, 'temporarily_unavailable']);
    assert.equal(answer.headers['retry-after'], '2');
    assert.equal(/SQL|sqlite|stack|closed/i.test(answer.body), false, 'no detail leaves');
  }
});

test('S-V15 a caller who hangs up while his request is read is no error of ours', async t => {
  const server = await openTestServer(t);
  // From here on the socket does not know any more where it led.
  const handle = server.app.handle.bind(server.app);
  server.app.handle = (request, response) => {
    request.once('end', () => request.socket.destroy());
    handle(request, response);
  };
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  const base = `http://127.0.0.1:${server.app.port}`;
  for (const path of ['/standard/oauth/token', '/standard/oauth/revoke', '/standard/oauth/introspect'])
    await assert.rejects(
      fetch(`${base}${path}`, { method: 'POST', body: new URLSearchParams({ client_id: 'x' }) }),
    );
  await new Promise(resolve => setTimeout(resolve, 50));
  assert.deepEqual(
    server.logLines.filter(line => /^server_error|TypeError/.test(line)),
    [],
  );
});
