/** No token, code, verifier or secret where people look: logs, errors, JSON, inspect, addresses, the database. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { openInterop } from '../../../tests/interop/fixture.ts';
import { goThroughConsent, openClient, toRequest } from './fixtures.ts';
import { sqliteVault } from './vault/sqlite.ts';

test('S-R9 S-T1 S-U1 R54 a whole life of connections leaves no secret in objects, errors, events or the database', async t => {
  const interop = await openInterop();
  const folder = mkdtempSync(join(tmpdir(), 'valetkey-canary-'));
  t.after(async () => {
    await interop.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const key = randomBytes(32).toString('base64');
  const secrets = [key];
  const shown: string[] = [];
  const show = (thing: unknown): void => {
    const circular = new Set();
    shown.push(inspect(thing, { depth: 12, showHidden: true, getters: true }), String(thing));
    shown.push(
      JSON.stringify(thing, (_name, value: unknown) =>
        typeof value === 'object' && value !== null && circular.size === circular.add(value).size
          ? null
          : value,
      ) ?? '',
    );
  };

  for (const slug of ['standard', 'copper', 'copernica'] as const) {
    const vault = sqliteVault(join(folder, `${slug}.db`), { key });
    const setup = await openClient(interop, slug, { options: { vault } });
    const journey = await goThroughConsent(setup);
    secrets.push(
      journey.callback.params['code']!,
      journey.cookie.split('=')[1]!,
      setup.options.providers[slug]!.clientSecret!,
    );
    secrets.push(journey.callback.params['state']!);
    const request = toRequest(journey);
    const { connection } = await setup.client.finishConnect(request);
    secrets.push(await connection.accessToken());
    const record = (await vault.find(connection.id))!;
    secrets.push(...(record.tokens.refresh === null ? [] : [record.tokens.refresh.reveal()]));
    for (const thing of [connection, setup.client, vault, record, setup.events]) show(thing);
    await setup.client.finishConnect(request).catch(show);
    // A wrong secret at the token endpoint, with the code in the same request.
    const wrong = await openClient(interop, slug, { provider: { clientSecret: 'wrong-secret-canary' } });
    secrets.push('wrong-secret-canary');
    await wrong.client
      .finishConnect(toRequest(await goThroughConsent(wrong)))
      .then(() => assert.fail(), show);
    await connection.fetch('http://api.example/').catch(show);
    await connection.disconnect();
    await connection.fetch(setup.apiUrl).catch(show);
  }
  const texts = [...shown, ...readdirSync(folder).map(file => readFileSync(join(folder, file), 'latin1'))];
  assert.ok(shown.length > 30 && secrets.length > 12);
  for (const secret of secrets)
    assert.deepEqual(
      texts.filter(text => text.includes(secret)),
      [],
      'a secret was shown',
    );
});
