/** S-L7: what a link, a picture or a prefetching browser can reach writes nothing. */
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  TestBrowser,
  authorizeUrl,
  createApp,
  createPerson,
  openTestServer,
  type TestServer,
} from '../../packages/server/src/fixtures.ts';

/** Every row of every table as text; but for the log of requests, and the mark by which `/readyz` sees whether it can write. */
function contentOf({ directory }: TestServer): Record<string, string> {
  const database = new DatabaseSync(join(directory, 'valetkey.db'), { readOnly: true });
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all() as { name: string }[];
  const content = tables
    .filter(({ name }) => name !== 'request_log' && name !== 'markers')
    .map(({ name }) => [name, JSON.stringify(database.prepare(`SELECT * FROM ${name}`).all())]);
  database.close();
  return Object.fromEntries(content) as Record<string, string>;
}

test('S-L7 every address by GET, signed in and in the middle of an authorization: not one row differs', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard', { accounts: [{ name: 'One' }, { name: 'Two' }] });
  const { app } = await createApp(server, 'standard');
  const browser = new TestBrowser(server);
  await browser.goto(authorizeUrl(server, 'standard', app));
  await browser.signIn();
  const here = browser.url.replace(/\?.*/, '').replace(/\/(?:account|consent)$/, '');
  const before = contentOf(server);
  const answer = '?decision=allow&csrf=x&account=x&email=ada%40example.com&not_me=1&cancel=1&pick=1';
  for (const path of [
    ...['', '/login', '/account', '/consent', '/continue'].map(step => here + step),
    ...['token', 'revoke', 'introspect', 'jwks'].map(name => `/standard/oauth/${name}`),
    ...['', '/check', '/quota', '/usage', '/configuration'].map(name => `/standard/guard${name}`),
    '/standard/.well-known/oauth-authorization-server',
    '/standard/errors',
    '/livez',
    '/readyz',
    '/metrics',
  ])
    for (const url of [path, path + answer]) await browser.goto(url);
  assert.deepEqual(contentOf(server), before);
  await browser.goto(here);
  assert.match(browser.page.body, /name="account"/, 'and the question still stands');
});
