/** For tests: a client against the real server, a user who clicks, and a proxy that spoils what the server answers. */
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProfileName } from '@valetkey/protocol';
import type { Interop } from '../../../tests/interop/fixture.ts';
import { User, type Callback } from '../../../tests/interop/user.ts';
import { createClient, type ValetkeyClient } from './client.ts';
import type { ClientOptions, ProviderOptions } from './client-options.ts';
import type { Clock } from './clock.ts';
import type { Connection } from './connection.ts';
import type { ClientEvent } from './events.ts';
import { memoryVault } from './vault/memory.ts';
import type { Vault } from './vault/vault.ts';

export class MovableClock implements Clock {
  /** Beside the monotonic clock: the machine's may be set back in the middle of a test. */
  #offsetMs = performance.timeOrigin;
  nowMs(): number {
    return performance.now() + this.#offsetMs;
  }
  advanceSeconds(seconds: number): void {
    this.#offsetMs += seconds * 1000;
  }
}

export interface Setup {
  client: ValetkeyClient;
  vault: Vault;
  clock: MovableClock;
  events: ClientEvent[];
  user: User;
  /** The first address of the provider's API that the app may call. */
  apiUrl: string;
  options: ClientOptions;
  slug: ProfileName;
}

/** An app of its own at one provider of the running server. */
export async function openClient(
  interop: Interop,
  slug: ProfileName,
  change: {
    provider?: Partial<ProviderOptions>;
    options?: Partial<ClientOptions>;
    byMetadata?: boolean;
  } = {},
): Promise<Setup> {
  const credentials = await interop.register(slug, {
    redirectUris: [`https://app.example/callback/${slug}`],
  });
  const clock = new MovableClock();
  const vault = change.options?.vault ?? memoryVault({ clock });
  const events: ClientEvent[] = [];
  const provider: ProviderOptions = {
    ...(change.byMetadata ? {} : { profile: slug }),
    issuer: credentials.issuer,
    clientId: credentials.clientId,
    clientSecret: credentials.clientSecret,
    scopes: slug === 'copernica' ? [] : [credentials.scope],
    ...change.provider,
  };
  const options: ClientOptions = {
    providers: { [slug]: provider },
    redirectUri: 'https://app.example/callback/{provider}',
    onEvent: event => void events.push(event),
    clock,
    ...change.options,
    vault,
  };
  return {
    client: createClient(options),
    vault,
    clock,
    events,
    user: new User(interop),
    apiUrl: credentials.calls[1]!,
    options,
    slug,
  };
}

export interface Journey {
  callback: Callback;
  /** The `Cookie` header of the browser that began. */
  cookie: string;
}

/** From the click to the moment before the callback arrives. */
export async function goThroughConsent(
  setup: Setup,
  owner = 'ada',
  decision: 'allow' | 'deny' = 'allow',
  connectionId?: string,
): Promise<Journey> {
  const began = await setup.client.beginConnect({
    provider: setup.slug,
    owner,
    ...(connectionId === undefined ? {} : { connectionId }),
  });
  return { callback: await setup.user.approve(began.url, decision), cookie: began.cookie.split(';')[0]! };
}

export function toRequest({ callback, cookie }: Journey) {
  return {
    method: callback.method,
    url: callback.url,
    cookie,
    ...(callback.method === 'POST' ? { body: callback.params } : {}),
  };
}

export async function connectUser(setup: Setup, owner = 'ada'): Promise<Connection> {
  return (await setup.client.finishConnect(toRequest(await goThroughConsent(setup, owner)))).connection;
}

/** What the proxy does with one request. `cut`: the server acts, its answer is lost. `swallow`: the same, and the connection stays open. */
export type Spoil = 'pass' | 'cut' | 'swallow' | 'silent' | 'refuse' | ((response: ServerResponse) => void);

export interface Proxy {
  url: string;
  /** Bodies of the requests that reached the server. */
  forwarded: string[];
  /** Taken from the front; then everything passes. */
  plan: Spoil[];
  /** Asked when the plan is empty; what it waits for keeps the request waiting. */
  decide: ((body: string) => Spoil | Promise<Spoil>) | null;
  close(): Promise<void>;
}

export async function openProxy(target: string): Promise<Proxy> {
  const proxy: Proxy = {
    url: '',
    forwarded: [],
    plan: [],
    decide: null,
    close: async () => closeServer(server),
  };
  const server = createServer((request, response) => void handle(target, proxy, request, response));
  proxy.url = await listen(server);
  return proxy;
}

async function handle(
  target: string,
  proxy: Proxy,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const spoil = proxy.plan.shift() ?? (await proxy.decide?.(body.toString())) ?? 'pass';
  if (typeof spoil === 'function') return spoil(response);
  if (spoil === 'silent') return;
  if (spoil === 'refuse') return void request.socket.destroy();
  proxy.forwarded.push(body.toString());
  const onward = httpRequest(
    target + request.url,
    // A socket of its own: one that was kept could be closed by the server just now.
    { agent: false, method: request.method!, headers: { ...request.headers, host: new URL(target).host } },
    answer => {
      if (spoil === 'swallow') return void answer.resume();
      if (spoil === 'cut') return void answer.resume().on('end', () => request.socket.destroy());
      response.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(response);
    },
  );
  onward.on('error', () => request.socket.destroy());
  onward.end(body);
}

export async function listen(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
}

/** The token endpoint behind the proxy, everything else as it is. */
export function throughProxy(interop: Interop, slug: ProfileName, proxy: Proxy): Partial<ProviderOptions> {
  const issuer = `${interop.publicUrl}/${slug}`;
  return {
    issuer,
    endpoints: {
      authorization: `${issuer}/oauth/authorize`,
      token: `${proxy.url}/${slug}/oauth/token`,
      revocation: `${issuer}/oauth/revoke`,
    },
  };
}
