/** Bodies: how large, and of what kind. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestServer } from './fixtures.ts';

test('S-V1 a body over 64 KiB is 413 at every address that takes one', async t => {
  const server = await openTestServer(t);
  const form = { token: 'x'.repeat(70_000) };
  for (const path of [
    '/standard/oauth/token',
    '/standard/oauth/revoke',
    '/standard/oauth/introspect',
    '/standard/guard/check',
    '/standard/oauth/authorize',
  ]) {
    assert.equal((await server.post(path, form)).status, 413, path);
  }
  const token = await server.post('/standard/oauth/token', form);
  assert.equal(token.json['error'], 'content_too_large');
});
