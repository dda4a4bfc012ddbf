/** Node.js with our own client: state, PKCE, vault and refresh are its work. */
import { profiles } from '../../profiles/index.ts';
import { doubleQuoted as q } from '../literals.ts';
import { addressesOf, hasScope, type QuickstartApp } from '../quickstart-app.ts';
import { lines, type Quickstart } from '../quickstart.ts';

export const valetkeyClient: Quickstart = {
  language: 'valetkey-client',
  title: 'Node.js, @valetkey/client',
  library: '@valetkey/client',
  install: () => ['npm install @valetkey/client express'],
  run: () => ['CLIENT_SECRET=… VAULT_KEY=$(openssl rand -base64 32) node quickstart.mjs'],
  files: app => [{ name: 'quickstart.mjs', text: program(app) }],
};

function program(app: QuickstartApp): string {
  const { call, host, port, callback } = addressesOf(app);
  return lines(
    `
import express from "express";
import { createClient } from "@valetkey/client";
import { sqliteVault } from "@valetkey/client/sqlite";

const api = ${q(call)};
const valetkey = createClient({
  providers: {
    company: {
      profile: ${profileOf(app)},
      issuer: ${q(app.issuer)},
      clientId: ${q(app.clientId)},
      clientSecret: process.env.CLIENT_SECRET, // never in the code, never in a browser`,
    hasScope(app) ? `      scopes: [${app.scopes.map(q).join(', ')}],` : null,
    `
      apiOrigins: [new URL(api).origin],
    },
  },
  // Keep VAULT_KEY as you keep the secret: what is in the file cannot be read without it.
  vault: sqliteVault("connections.db", { key: process.env.VAULT_KEY }),
  redirectUri: ${q(app.redirectUri)},
});
// Your own sign-in says who it is; here everybody is Ada.
const owner = () => "ada";

const app = express();
app.get("/connect", (request, response, next) => {
  request.params.provider = "company";
  valetkey.express.connect({ owner })(request, response, next);
});
app.all(${q(callback)}, valetkey.express.callback({ onConnected: () => "/" }));
app.get("/", async (_request, response) => {
  const [connection] = await valetkey.connections(owner());
  if (!connection) return response.send("<a href=/connect>Connect</a>");
  const answer = await connection.fetch(api);
  response.status(answer.status).type("json").send(await answer.text());
});
app.listen(${port}, ${q(host)}, () => console.log(${q(`http://${host}:${port}/`)}));`,
  );
}

/** A profile of the company's own travels as data. */
function profileOf({ profile }: QuickstartApp): string {
  return profiles[profile.name] === profile ? q(profile.name) : JSON.stringify(profile);
}
