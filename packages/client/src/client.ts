/** The client: wires configuration, vault, the way out and back, refresh and calls; and what an app calls of it. */
import { apiFetchParts } from './parts.ts';
import { createExpress, type ExpressAdapter } from './adapters/express.ts';
import { createFastify, type FastifyAdapter } from './adapters/fastify.ts';
import { createHono, type HonoAdapter } from './adapters/hono.ts';
import { createNext, type NextAdapter } from './adapters/nextjs.ts';
import type { ClientOptions } from './client-options.ts';
import { Connection } from './connection.ts';
import { beginConnect, type Began, type BeginRequest } from './connect/begin.ts';
import { finishConnect, type CallbackRequest } from './connect/finish.ts';
import { ClientError } from './errors.ts';
import { receiveWebhook, type WebhookOutcome, type WebhookRequest } from './webhook.ts';

export interface FinishedConnect {
  connection: Connection;
  /** False: it renewed one that was there. */
  isNew: boolean;
  /** What `beginConnect` was given. */
  returnTo: string | null;
  /** A whole `Set-Cookie` value. */
  cookie: string;
}

export interface ValetkeyClient {
  /** The way out: redirect the browser to `url` and set `cookie`. */
  beginConnect(request: BeginRequest): Promise<Began>;
  /** The way back: the request that arrived at the redirect URI. @throws ClientError `bad_callback`, `access_denied`, … */
  finishConnect(request: CallbackRequest): Promise<FinishedConnect>;
  /** By id, or the newest one of an owner with a provider. @throws ClientError `unknown_connection` */
  connection(wanted: string | { owner: string; provider: string }): Promise<Connection>;
  /** All of an owner, oldest first. */
  connections(owner: string, provider?: string): Promise<Connection[]>;
  receiveWebhook(request: WebhookRequest): Promise<WebhookOutcome>;
  readonly express: ExpressAdapter;
  readonly fastify: FastifyAdapter;
  readonly hono: HonoAdapter;
  readonly next: NextAdapter;
}

/**
 * @throws ClientError `config`, naming what is wrong.
 * @example
 * const valetkey = createClient({
 *   providers: { copper: { profile: 'copper', clientId, clientSecret } },
 *   vault: sqliteVault('connections.db', { key }),
 *   redirectUri: 'https://app.example/callback/{provider}',
 * });
 */
export function createClient(options: ClientOptions): ValetkeyClient {
  const parts = apiFetchParts(options);
  const { vault } = parts;
  const base = {
    beginConnect: async (request: BeginRequest) => beginConnect(parts, request),
    async finishConnect(request: CallbackRequest) {
      const { record, ...finished } = await finishConnect(parts, request);
      return { ...finished, connection: new Connection(parts, record) };
    },
    async connection(wanted: string | { owner: string; provider: string }) {
      const record =
        typeof wanted === 'string'
          ? await vault.find(wanted)
          : (await vault.findByOwner(wanted.owner, wanted.provider)).at(-1);
      if (!record)
        throw new ClientError(
          'unknown_connection',
          'There is no such connection.',
          typeof wanted === 'string' ? { connectionId: wanted } : { provider: wanted.provider },
        );
      return new Connection(parts, record);
    },
    async connections(owner: string, provider?: string) {
      return (await vault.findByOwner(owner, provider)).map(record => new Connection(parts, record));
    },
    receiveWebhook: async (request: WebhookRequest) => receiveWebhook(parts, request),
  };
  return {
    ...base,
    express: createExpress(base),
    fastify: createFastify(base),
    hono: createHono(base),
    next: createNext(base),
  };
}
