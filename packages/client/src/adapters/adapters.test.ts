/** The same journey through Express, Fastify, Hono and Next.js route handlers: a redirect back (standard), and a POST from the provider's page (Copper). */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, describe, test } from 'node:test';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { openInterop, type Interop } from '../../../../tests/interop/fixture.ts';
import { User } from '../../../../tests/interop/user.ts';
import { createClient, type ValetkeyClient } from '../client.ts';
import { closeServer, listen } from '../fixtures.ts';
import { memoryVault } from '../vault/memory.ts';
import type { CallbackOptions, ConnectOptions } from './routes.ts';

let interop: Interop;
before(async () => void (interop = await openInterop()));
after(() => interop.close());

/** Who is signed in stands in a header: whatever an app's sessions are. */
const ownerOf = (headers: Headers): string | null => headers.get('x-user') ?? 'ada';

type Build = (client: ValetkeyClient, server: Server) => Promise<void>;

const connectOptions: ConnectOptions<unknown> = {
  owner: () => 'ada',
  locale: () => 'nl',
  accountHint: () => 'ada@example.com',
};
const callbackOptions: CallbackOptions<unknown> = {
  onConnected: ({ connection, isNew }) => `/done?id=${connection.id}&new=${isNew}`,
};

const builds: Record<string, Build> = {
  Express: async (client, server) => {
    const app = express();
    app.get('/connect/:provider', client.express.connect(connectOptions));
    app.all('/callback/:provider', client.express.callback(callbackOptions));
    server.on('request', app);
  },
  'Express behind a body parser': async (client, server) => {
    const app = express();
    app.use(express.urlencoded({ extended: true }));
    app.get('/connect/:provider', client.express.connect(connectOptions));
    app.all('/callback/:provider', client.express.callback(callbackOptions));
    server.on('request', app);
  },
  Fastify: async (client, server) => {
    const app = Fastify();
    await app.register(client.fastify.routes({ connect: connectOptions, callback: callbackOptions }));
    await app.ready();
    server.on('request', app.routing);
  },
  Hono: async (client, server) => {
    const app = new Hono();
    app.get('/connect/:provider', client.hono.connect(connectOptions));
    app.on(['GET', 'POST'], '/callback/:provider', client.hono.callback(callbackOptions));
    serveWeb(server, async request => app.fetch(request));
  },
  'Next.js': async (client, server) => {
    const { GET: connect } = client.next.connect({
      ...connectOptions,
      owner: request => ownerOf(request.headers),
    });
    const { GET, POST } = client.next.callback(callbackOptions);
    serveWeb(server, async request => {
      const [, folder, provider] = new URL(request.url).pathname.split('/');
      if (folder === 'connect') return connect(request, { params: Promise.resolve({ provider }) });
      return request.method === 'POST' ? POST(request) : GET(request);
    });
  },
};

/** As much of a web server as Hono and Next.js bring along. */
function serveWeb(server: Server, handle: (request: Request) => Promise<Response>): void {
  server.on('request', (incoming, outgoing) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
      const body = chunks.length === 0 ? null : Buffer.concat(chunks);
      const headers = new Headers(
        Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
      );
      const response = await handle(
        new Request(`http://app.internal${incoming.url}`, { method: incoming.method!, headers, body }),
      );
      outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
    })();
  });
}

for (const [name, build] of Object.entries(builds)) {
  describe(name, () => {
    let server: Server;
    let appUrl: string;
    let client: ValetkeyClient;
    before(async () => {
      server = createServer();
      appUrl = (await listen(server)).replace('127.0.0.1', 'localhost');
      const providers = Object.fromEntries(
        await Promise.all(
          (['standard', 'copper'] as const).map(async slug => {
            const { issuer, clientId, clientSecret, scope } = await interop.register(slug, {
              redirectUris: [`${appUrl}/callback/${slug}`],
            });
            return [slug, { profile: slug, issuer, clientId, clientSecret, scopes: [scope] }];
          }),
        ),
      );
      client = createClient({
        providers,
        vault: memoryVault(),
        redirectUri: `${appUrl}/callback/{provider}`,
      });
      await build(client, server);
    });
    after(() => closeServer(server));

    for (const slug of ['standard', 'copper'] as const) {
      test(`R34 ${slug}: from the button to the connection`, async () => {
        const user = new User(interop);
        const url = await user.pressConnect(`${appUrl}/connect/${slug}`);
        const { ui_locales: locale, login_hint: hint } = Object.fromEntries(new URL(url).searchParams);
        assert.deepEqual([locale, hint], ['nl', 'ada@example.com']);
        const callback = await user.approve(url);
        assert.equal(callback.method, slug === 'copper' ? 'POST' : 'GET');
        const page = await user.deliver(callback);
        const [connection] = await client.connections('ada', slug);
        assert.equal(page.url, `${appUrl}/done?id=${connection!.id}&new=true`);
      });
    }

    test('S-R1 a callback in another browser: a page that says what to do, not cached, nothing of the request in it', async () => {
      const user = new User(interop);
      const callback = await user.approve(await user.pressConnect(`${appUrl}/connect/standard`));
      const response = await fetch(callback.url, { redirect: 'manual' });
      assert.deepEqual(
        [response.status, response.headers.get('cache-control'), response.headers.get('referrer-policy')],
        [400, 'no-store', 'no-referrer'],
      );
      assert.equal(
        await response.text(),
        'The connection was not made. Show the user a button to connect again. Never accept the request.\n',
      );
    });

    test('a provider that nobody configured is 404', async () => {
      assert.equal((await fetch(`${appUrl}/connect/nobody`, { redirect: 'manual' })).status, 404);
    });
  });
}
