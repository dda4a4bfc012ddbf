/** What the three pages share: the client, and what stands on the page. No framework in here. */
import { ClientError, createClient, type Connection } from '@valetkey/client';
import { sqliteVault } from '@valetkey/client/sqlite';

const {
  PORT = '3000',
  BASE_URL = `http://localhost:${PORT}`,
  CRM_ISSUER,
  CRM_CLIENT_ID,
  CRM_CLIENT_SECRET,
  CRM_API,
  VAULT_FILE = 'connections.db',
  VAULT_KEY,
} = process.env;

export const port = Number(PORT);

export const valetkey = createClient({
  providers: {
    crm: {
      issuer: CRM_ISSUER!,
      clientId: CRM_CLIENT_ID!,
      clientSecret: CRM_CLIENT_SECRET!,
      scopes: ['people:read'],
      apiOrigins: [CRM_API!],
    },
  },
  vault: sqliteVault(VAULT_FILE, { key: VAULT_KEY! }),
  redirectUri: `${BASE_URL}/callback/{provider}`,
  onEvent: event => console.log(JSON.stringify(event)),
});

/** Your own sign-in says who it is; here everybody is Ada. */
export const owner = (): string => 'ada';

export async function renderPage(): Promise<string> {
  const [connection] = await valetkey.connections(owner(), 'crm');
  const body =
    connection === undefined ? renderButton('crm', 'Connect your CRM') : await renderPeople(connection);
  return `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>People</title>
<style>body { font: 16px/1.5 system-ui; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark }</style>
<main><h1>People</h1>${body}</main></html>`;
}

async function renderPeople(connection: Connection): Promise<string> {
  try {
    const response = await connection.fetch(`${CRM_API}/people`);
    const { people } = (await response.json()) as { people: { name: string; city: string }[] };
    const items = people.map(({ name, city }) => `<li>${escape(name)}, ${escape(city)}</li>`);
    return `<p>Connected.</p><form method="post" action="/disconnect"><button>Disconnect</button></form><ul>${items.join('')}</ul>`;
  } catch (error) {
    if (!(error instanceof ClientError) || error.code !== 'needs_reconnect') throw error;
    return `<p>Access ended (${escape(error.reason ?? '')}).</p>${renderButton(`crm?connection=${connection.id}`, 'Connect again')}`;
  }
}

export async function disconnect(): Promise<void> {
  for (const connection of await valetkey.connections(owner())) await connection.disconnect();
}

function renderButton(where: string, words: string): string {
  return `<p><a href="/connect/${where}">${words}</a></p>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
