/** The main job of an app as it is installed: plain JavaScript, nothing of the repository. Runs on Node.js, Bun and Deno; speaks as tests/interop/foreign.ts asks. */
import { createInterface } from 'node:readline';
import process from 'node:process';
import { createClient } from '@valetkey/client';
import { sqliteVault } from '@valetkey/client/sqlite';

const app = JSON.parse(process.env.VALETKEY_APP);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const say = step => console.log(JSON.stringify(step));
const hear = async () => JSON.parse((await lines.next()).value);

const vault = sqliteVault(process.env.VAULT_FILE, { key: process.env.VAULT_KEY });
const client = createClient({
  providers: {
    crm: {
      profile: app.slug,
      issuer: app.issuer,
      clientId: app.clientId,
      clientSecret: app.clientSecret,
      scopes: app.slug === 'copernica' ? [] : [app.scope],
    },
  },
  vault,
  redirectUri: app.redirectUri,
});

async function sayTokens({ id }) {
  const { access, refresh } = (await vault.find(id)).tokens;
  say({ step: 'tokens', access_token: access.reveal(), refresh_token: refresh?.reveal() ?? null });
}

async function sayCall(url, fetch) {
  const response = await fetch(url);
  say({ step: 'call', url, status: response.status, body: await response.json() });
}

const began = await client.beginConnect({ provider: 'crm', owner: 'ada' });
say({ step: 'authorize', url: began.url });
const { method, url, params } = await hear();
const { connection } = await client.finishConnect({
  method,
  url,
  cookie: began.cookie.split(';')[0],
  ...(method === 'POST' ? { body: params } : {}),
});
await sayTokens(connection);
const call = async address => connection.fetch(address);
for (const address of app.calls) await sayCall(address, call);
if (app.refresh) {
  await connection.refresh();
  await sayTokens(connection);
  await sayCall(app.calls[0], call);
}
const token = await connection.accessToken();
const { revoked } = await connection.disconnect();
say({ step: 'revoke', status: revoked ? 200 : 0 });
await hear();
await sayCall(app.calls[0], async address =>
  fetch(address, { headers: { authorization: `Bearer ${token}` } }),
);
await vault.close();
process.exit(0);
