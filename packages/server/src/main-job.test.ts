/** The main job on every profile, as its document describes it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkBearer,
  createApp,
  createPerson,
  obtainTokens,
  openTestServer,
  refreshTokens,
} from './fixtures.ts';

for (const slug of ['standard', 'copyai', 'copper', 'clipron', 'fliki', 'copernica']) {
  test(`R1 ${slug}: connect, call, revoke`, async t => {
    const server = await openTestServer(t);
    await createPerson(server, slug);
    const app = await createApp(server, slug, slug === 'clipron' ? { refresh: true } : {});
    const tokens = await obtainTokens(server, slug, app);
    assert.equal(tokens.status, 200, tokens.body);
    const token = String(tokens.json['access_token']);
    const checked = await checkBearer(server, slug, token);
    assert.equal(checked['active'], true);
    let refreshed = token;
    if (tokens.json['refresh_token']) {
      const again = await refreshTokens(server, slug, app, String(tokens.json['refresh_token']));
      assert.equal(again.status, 200, again.body);
      refreshed = String(again.json['access_token']);
    }
    const revoked = await server.post(`/${slug}/oauth/revoke`, {
      token: refreshed,
      client_id: app.app.id,
      client_secret: app.secret,
    });
    assert.equal(revoked.status, 200, revoked.body);
    assert.deepEqual(await checkBearer(server, slug, token), { active: false });
  });
}
