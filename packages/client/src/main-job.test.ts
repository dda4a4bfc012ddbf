/** The client against the real server on all six profiles: connect, call, refresh, disconnect. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { profiles, type ProfileName } from '@valetkey/protocol';
import { openInterop, type Interop } from '../../../tests/interop/fixture.ts';
import { connectUser, goThroughConsent, openClient, toRequest } from './fixtures.ts';

let interop: Interop;
before(async () => void (interop = await openInterop()));
after(() => interop.close());

describe('the main job', () => {
  for (const slug of Object.keys(profiles) as ProfileName[]) {
    test(`R40 R43 R44 ${slug}: connects and calls the API for the user`, async () => {
      const setup = await openClient(interop, slug);
      const connection = await connectUser(setup);
      assert.equal(connection.state, 'connected');
      const response = await connection.fetch(setup.apiUrl);
      assert.equal(response.status, 200);
      assert.deepEqual(
        setup.events.map(event => event.type),
        ['connected'],
      );
    });
  }

  for (const slug of ['standard', 'copyai', 'clipron', 'fliki'] as const) {
    test(`R41 R42 ${slug}: an hour later it refreshes before it calls, without the user`, async () => {
      const setup = await openClient(interop, slug);
      const connection = await connectUser(setup);
      const first = await connection.accessToken();
      setup.clock.advanceSeconds(3590);
      assert.equal((await connection.fetch(setup.apiUrl)).status, 200);
      assert.notEqual(await connection.accessToken(), first);
      assert.deepEqual(
        setup.events.map(event => event.type),
        ['connected', 'refreshed'],
      );
    });
  }

  for (const slug of ['standard', 'clipron', 'fliki', 'copyai'] as const) {
    test(`RFC 8414: ${slug} from its issuer alone`, async () => {
      const setup = await openClient(interop, slug, { byMetadata: true });
      assert.equal((await (await connectUser(setup)).fetch(setup.apiUrl)).status, 200);
    });
  }
});

test('R41 refresh() brings a new token at once, and does nothing where there is no refresh token', async () => {
  for (const [slug, isNew] of [
    ['standard', true],
    ['copper', false],
  ] as const) {
    const connection = await connectUser(await openClient(interop, slug));
    const first = await connection.accessToken();
    assert.equal(connection.canRefresh, isNew);
    await connection.refresh();
    assert.equal((await connection.accessToken()) !== first, isNew);
  }
});

describe('disconnect', () => {
  for (const slug of Object.keys(profiles) as ProfileName[]) {
    test(`${slug}: revoked at the server, gone here`, async () => {
      const setup = await openClient(interop, slug);
      const connection = await connectUser(setup);
      const token = await connection.accessToken();
      assert.deepEqual(await connection.disconnect(), { revoked: true, deleted: true, error: null });
      assert.equal(connection.state, 'disconnected');
      await assert.rejects(connection.fetch(setup.apiUrl), { code: 'unknown_connection' });
      await assert.rejects(setup.client.connection(connection.id), { code: 'unknown_connection' });
      const response = await fetch(setup.apiUrl, { headers: { authorization: `Bearer ${token}` } });
      assert.notEqual(response.status, 200);
      assert.deepEqual(setup.events.at(-1)?.type, 'disconnected');
    });
  }

  test('a server that does not answer: deleted here all the same, and the answer says so', async () => {
    const issuer = `${interop.publicUrl}/standard`;
    const endpoints = {
      authorization: `${issuer}/oauth/authorize`,
      token: `${issuer}/oauth/token`,
      revocation: 'http://127.0.0.1:9/revoke',
    };
    const setup = await openClient(interop, 'standard', { provider: { endpoints } });
    const connection = await connectUser(setup);
    const ended = await connection.disconnect();
    assert.equal(ended.revoked, false);
    assert.equal(ended.deleted, true);
    assert.equal(ended.error?.code, 'unreachable');
  });

  test('a provider that is no longer configured, and a caller who gives up: deleted here all the same', async () => {
    const { vault, client } = await openClient(interop, 'standard');
    const setup = await openClient(interop, 'copper', { options: { vault } });
    const { id } = await connectUser(setup);
    const { revoked, deleted, error } = await (await client.connection(id)).disconnect();
    assert.deepEqual([revoked, deleted, error?.code], [false, true, 'unknown_provider']);
    const aborted = await (await connectUser(setup)).disconnect(AbortSignal.abort());
    assert.deepEqual([aborted.revoked, aborted.deleted], [false, true]);
  });

  test('a provider without a revocation endpoint: said as it is', async () => {
    const issuer = `${interop.publicUrl}/copper`;
    const endpoints = { authorization: `${issuer}/oauth/authorize`, token: `${issuer}/oauth/token` };
    const setup = await openClient(interop, 'copper', { provider: { endpoints } });
    const ended = await (await connectUser(setup)).disconnect();
    assert.deepEqual([ended.revoked, ended.deleted, ended.error?.code], [false, true, 'metadata']);
  });
});

describe('states', () => {
  test('the user takes it back: needs_reconnect with an event, and connecting anew heals the same connection', async () => {
    const setup = await openClient(interop, 'standard');
    const connection = await connectUser(setup);
    const other = await openClientFor(setup);
    await other.disconnect();
    setup.clock.advanceSeconds(3590);
    await assert.rejects(
      connection.fetch(setup.apiUrl),
      (error: { code: string; reason: string; requestId: string }) => {
        assert.deepEqual([error.code, error.reason], ['needs_reconnect', 'revoked']);
        assert.match(error.requestId, /^req_/);
        return true;
      },
    );
    assert.deepEqual(setup.events.at(-1)?.type, 'needs_reconnect');
    assert.deepEqual([connection.state, connection.reason], ['needs_reconnect', 'revoked']);
    // From the vault, too, and without asking the server again.
    await assert.rejects((await setup.client.connection(connection.id)).fetch(setup.apiUrl), {
      code: 'needs_reconnect',
    });
    const again = await connectUser(setup);
    assert.deepEqual([again.id, again.state], [connection.id, 'connected']);
    assert.equal((await again.fetch(setup.apiUrl)).status, 200);
    assert.deepEqual(setup.events.at(-1)?.type, 'reconnected');

    /** Revokes the family behind the client's back. */
    async function openClientFor({ options }: typeof setup) {
      const token = await connection.accessToken();
      const { clientId, clientSecret } = options.providers['standard']!;
      const body = new URLSearchParams({ token, client_id: clientId, client_secret: clientSecret! });
      return {
        disconnect: async () => fetch(`${interop.publicUrl}/standard/oauth/revoke`, { method: 'POST', body }),
      };
    }
  });

  for (const slug of ['copper', 'copernica'] as const) {
    test(`${slug}: a token without end that was revoked is noticed at the call`, async () => {
      const setup = await openClient(interop, slug);
      const connection = await connectUser(setup);
      const { clientId, clientSecret } = setup.options.providers[slug]!;
      const body = new URLSearchParams({
        token: await connection.accessToken(),
        client_id: clientId,
        client_secret: clientSecret!,
      });
      assert.equal(
        (await fetch(`${interop.publicUrl}/${slug}/oauth/revoke`, { method: 'POST', body })).status,
        200,
      );
      await assert.rejects(connection.fetch(setup.apiUrl), { code: 'needs_reconnect', reason: 'revoked' });
    });
  }

  test('a call that needs another scope: the event names it, and the rest of the connection works on', async () => {
    const setup = await openClient(interop, 'standard');
    const connection = await connectUser(setup);
    const response = await connection.fetch(setup.apiUrl.replace('/people', '/companies'));
    assert.equal(response.status, 403);
    const event = setup.events.at(-1);
    assert.deepEqual(event?.type === 'needs_reconnect' && [event.reason, event.scopes], [
      'scope_missing',
      ['companies:read'],
    ]);
    assert.equal((await connection.fetch(setup.apiUrl)).status, 200);
  });

  test('R30 the user says no: access_denied, and nothing is kept', async () => {
    const setup = await openClient(interop, 'standard');
    const journey = await goThroughConsent(setup, 'ada', 'deny');
    await assert.rejects(setup.client.finishConnect(toRequest(journey)), {
      code: 'access_denied',
      error: 'access_denied',
      attempt: { provider: 'standard', owner: 'ada', returnTo: null },
    });
    assert.deepEqual(await setup.client.connections('ada'), []);
  });

  test('R31 two accounts of one owner are two connections; neither swallows the other', async () => {
    const setup = await openClient(interop, 'copernica');
    const first = await connectUser(setup, 'ada');
    const again = await connectUser(setup, 'ada');
    assert.equal(again.id, first.id, 'the same account is the same connection');
    const stranger = await connectUser(setup, 'grace');
    assert.notEqual(stranger.id, first.id);
    assert.deepEqual(
      (await setup.client.connections('ada')).map(one => one.id),
      [first.id],
    );
  });
});
