/** For tests: an app's own server, which answers as it is told and remembers what came; and a server of ours that may reach it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { WEBHOOK_TYPES, type WebhookType } from '@valetkey/protocol';
import type { WebhookEndpoint } from '../../store/rows.ts';
import {
  createApp,
  createPerson,
  openTestServer,
  testConfig,
  type TestApp,
  type TestServer,
} from '../../fixtures.ts';
import { newId } from '../ids.ts';
import { createWebhook } from './endpoints.ts';

export interface Received {
  headers: IncomingMessage['headers'];
  body: string;
  type: string;
  data: Record<string, unknown>;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** Status of each answer; a function does it all. */
  answer: number | ((response: ServerResponse) => void);
}

export async function openReceiver(t: TestContext): Promise<Receiver> {
  const receiver: Receiver = { url: '', received: [], answer: 204 };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => void (body += chunk.toString()));
    request.on('end', () => {
      const { type, data } = JSON.parse(body) as Pick<Received, 'type' | 'data'>;
      receiver.received.push({ headers: request.headers, body, type, data });
      if (typeof receiver.answer === 'function') receiver.answer(response);
      else response.writeHead(receiver.answer).end();
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
  return receiver;
}

/** A server for development, so that it may tell apps on this machine; it tells from the start. */
async function openTellingServer(t: TestContext): Promise<TestServer> {
  const server = await openTestServer(t, { config: { ...testConfig(), publicUrl: 'http://localhost:4000' } });
  await server.core.followUp.start();
  return server;
}

export interface Told {
  server: TestServer;
  app: TestApp;
  receiver: Receiver;
  endpoint: WebhookEndpoint;
  secret: string;
}

/** An app with an endpoint for everything. */
export async function openTold(t: TestContext, types: readonly WebhookType[] = WEBHOOK_TYPES): Promise<Told> {
  const [server, receiver] = [await openTellingServer(t), await openReceiver(t)];
  const app = await createApp(server, 'standard');
  const created = await createWebhook(server.core, app.app, { url: receiver.url, types }, 'operator');
  return { server, app, receiver, ...created };
}

/** A consent of somebody new, given without a browser. */
export async function consentTo({ server, app }: Pick<Told, 'server' | 'app'>) {
  const { core } = server;
  const number = newId(core.clock.nowMs());
  const person = await createPerson(server, 'standard', { email: `${number}@example.com` });
  const ids = { appId: app.app.id, userId: person.user.id, accountId: person.accounts[0]!.id };
  const now = Math.floor(core.clock.nowMs() / 1000);
  const connection = await core.store.recordConsent(
    { ...ids, newId: number, provider: 'standard', scopes: ['people:read'], exact: false },
    { now, actor: `user:${ids.userId}` },
  );
  if ('refused' in connection) throw new Error(connection.refused);
  return { connection, person, act: (actor: string) => ({ now, actor }) };
}
