/** Guessing that peers limited at one door, for one spelling, or one at a time. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  PASSWORD,
  TestBrowser,
  authorizeUrl,
  createApp,
  createPerson,
  openTestServer,
  readForm,
} from '../../../packages/server/src/fixtures.ts';

test('CVE-2024-4629: of 60 sign-ins at once, no more are judged than one after another', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const { app } = await createApp(server, 'standard');
  const browser = new TestBrowser(server);
  await browser.goto(authorizeUrl(server, 'standard', app));
  const { action, hidden } = readForm(browser.page.body);
  const attempt = async (password: string): Promise<number> =>
    (
      await server.inject({
        method: 'POST',
        url: action.replace('https://auth.example', ''),
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        },
        payload: new URLSearchParams({ ...hidden, email: 'ada@example.com', password }).toString(),
      })
    ).status;
  const passwords = Array.from({ length: 60 }, (_, i) => (i === 59 ? PASSWORD : `guess ${i}`));
  const statuses = await Promise.all(passwords.map(attempt));
  const count = (status: number): number => statuses.filter(each => each === status).length;
  assert.deepEqual([count(400), count(429)], [5, 55]);
});

test('CVE-2026-9798: one limit for all doors: guesses at one count at the others', async t => {
  const server = await openTestServer(t);
  const { app, secret } = await createApp(server, 'copernica');
  const wrong = { client_id: app.id, client_secret: 'wrong' };
  const query = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();
  for (let i = 0; i < 10; i++) {
    if (i % 2) await server.post('/copernica/oauth/revoke', { token: 'x', ...wrong });
    else await server.inject({ method: 'GET', url: `/copernica/v1/token?${query({ code: 'x', ...wrong })}` });
  }
  const right = { client_id: app.id, client_secret: secret };
  const doors = [
    await server.inject({ method: 'GET', url: `/copernica/v1/token?${query({ code: 'x', ...right })}` }),
    await server.post('/copernica/oauth/revoke', { token: 'x', ...right }),
    await server.post('/copernica/oauth/introspect', { token: 'x', ...right }),
  ];
  assert.deepEqual(
    doors.map(({ status }) => status),
    [429, 429, 429],
  );
});

test('CVE-2026-45364: an IPv6 network is one guesser, in whatever spelling it comes', async t => {
  const server = await openTestServer(t);
  const { app, secret } = await createApp(server, 'standard', { clientCredentials: true });
  const ask = async (remoteAddress: string, client_secret: string): Promise<number> =>
    (
      await server.inject({
        method: 'POST',
        url: '/standard/oauth/token',
        remoteAddress,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: app.id,
          client_secret,
        }).toString(),
      })
    ).status;
  for (let i = 0; i < 10; i++) assert.equal(await ask(`2001:db8:7:7:${i}::${i}`, 'wrong'), 401);
  for (const same of ['2001:0DB8:0007:0007::1', '2001:db8:7:7:ffff:ffff:ffff:ffff', '2001:db8:7:7::1.2.3.4'])
    assert.equal(await ask(same, secret), 429, same);
  assert.equal(await ask('2001:db8:7:8::1', secret), 200);
});
