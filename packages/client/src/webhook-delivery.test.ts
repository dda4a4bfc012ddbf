/** The server's own webhooks at the client's receiver: what is sent is exactly what is verified. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { WEBHOOK_TYPES } from '@valetkey/protocol';
import { openInterop } from '../../../tests/interop/fixture.ts';
import { createWebhook } from '../../server/src/domain/webhooks/endpoints.ts';
import { closeServer, connectUser, listen, openClient } from './fixtures.ts';
import { createClient, type ValetkeyClient } from './client.ts';
import type { WebhookOutcome } from './webhook.ts';

test('R51 an administrator takes access back, and the app’s connection says so at once: needs_reconnect, with the reason', async t => {
  const interop = await openInterop();
  t.after(() => interop.close());
  await interop.core.followUp.start();
  const setup = await openClient(interop, 'standard');
  let client: ValetkeyClient | null = null;
  const outcomes: WebhookOutcome[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request as AsyncIterable<Buffer>) body += chunk.toString();
    try {
      outcomes.push(await client!.receiveWebhook({ provider: 'standard', headers: request.headers, body }));
      response.writeHead(204).end();
    } catch {
      response.writeHead(401).end();
    }
  });
  const url = await listen(server);
  t.after(() => closeServer(server));
  const { store, clock } = interop.core;
  const app = (await store.findApp(setup.options.providers['standard']!.clientId))!;
  const { endpoint, secret } = await createWebhook(
    interop.core,
    app,
    { url, types: WEBHOOK_TYPES },
    'operator',
  );
  const { standard } = setup.options.providers;
  client = createClient({
    ...setup.options,
    providers: { standard: { ...standard!, webhookSecrets: [secret] } },
  });

  const connection = await connectUser(setup);
  const [row] = await store.listConnections({ appId: app.id, limit: 1 });
  const act = { now: Math.floor(clock.nowMs() / 1000), actor: 'user:0' };
  await store.revokeConnection(row!.connection.id, 'left the company', act);
  await interop.core.followUp.settled();

  assert.deepEqual(
    outcomes.map(({ type, applied }) => [type, applied]),
    [
      ['connection.created', []],
      ['connection.revoked', [connection.id]],
    ],
  );
  const [after] = await client.connections('ada');
  assert.deepEqual([after!.state, after!.reason], ['needs_reconnect', 'revoked_by_administrator']);
  const deliveries = await store.listWebhookDeliveries({ endpointId: endpoint.id, limit: 9 });
  assert.deepEqual(
    deliveries.map(({ state, answerStatus }) => [state, answerStatus]),
    [
      ['delivered', 204],
      ['delivered', 204],
    ],
  );
});
