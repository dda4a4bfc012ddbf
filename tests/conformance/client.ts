/**
 * The app that the suite of `@modelcontextprotocol/conformance` runs, once for each scenario: it knows the address of an API and nothing else,
 * finds the authorization server, registers, connects and calls. The user says yes to everything.
 */
import {
  createClient,
  discoverResource,
  memoryVault,
  registerApp,
  type ClientEvent,
  type Connection,
} from '../../packages/client/src/index.ts';

const REDIRECT_URI = 'http://localhost:3000/callback';
/** A client id that is an address (Client ID Metadata Documents): for the client a name like any other. */
const CLIENT_ID_ADDRESS = 'https://conformance-test.local/client-metadata.json';

const api = process.argv.at(-1)!;
const scenario = process.env['MCP_CONFORMANCE_SCENARIO'];
const given = JSON.parse(process.env['MCP_CONFORMANCE_CONTEXT'] ?? '{}') as {
  client_id?: string;
  client_secret?: string;
};

/** JSON-RPC, as this API speaks it. */
function requestOf(method: string, params: object = {}): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  };
}

const LIST = requestOf('tools/list');
const CALL = requestOf('tools/call', { name: 'test-tool', arguments: {} });

const refused = await fetch(api, LIST);
const { issuer, resource, scopes } = await discoverResource(api, refused.headers);
const events: ClientEvent[] = [];
const client = createClient({
  providers: { api: { ...(await credentials()), scopes, resource, apiOrigins: [new URL(api).origin] } },
  vault: memoryVault(),
  redirectUri: REDIRECT_URI,
  onEvent: event => void events.push(event),
});

let connection = await connect();
for (const request of [LIST, CALL]) {
  const response = await connection.fetch(api, request);
  if (response.status !== 403) continue;
  // Once: an API that is not content with what it asked for never will be.
  connection = await connect(connection);
  await connection.fetch(api, request);
}
process.exit();

async function credentials(): Promise<{ issuer: string; clientId: string; clientSecret?: string }> {
  if (given.client_id !== undefined)
    return {
      issuer,
      clientId: given.client_id,
      ...(given.client_secret && { clientSecret: given.client_secret }),
    };
  if (scenario === 'auth/basic-cimd') return { issuer, clientId: CLIENT_ID_ADDRESS };
  return await registerApp({ issuer, name: 'Conformance', redirectUris: [REDIRECT_URI], scopes });
}

/** With the scopes that the API missed, when it said so. */
async function connect(renewed?: Connection): Promise<Connection> {
  const missing = events.findLast(event => event.type === 'needs_reconnect');
  const began = await client.beginConnect({
    provider: 'api',
    owner: 'ada',
    ...(renewed && { connectionId: renewed.id }),
    ...(missing?.type === 'needs_reconnect' && missing.scopes && { scopes: missing.scopes }),
  });
  const answer = await fetch(began.url, { redirect: 'manual' });
  const finished = await client.finishConnect({
    method: 'GET',
    url: answer.headers.get('location')!,
    cookie: began.cookie.split(';')[0]!,
  });
  return finished.connection;
}
