/** Node.js with simple-oauth2, which S1 recommends. */
import { doubleQuoted as q } from '../literals.ts';
import {
  addressesOf,
  attemptCookie,
  callbackByPost,
  hasScope,
  tokenByGet,
  type QuickstartApp,
} from '../quickstart-app.ts';
import { lines, type Quickstart } from '../quickstart.ts';

export const node: Quickstart = {
  language: 'node',
  title: 'Node.js',
  library: 'simple-oauth2',
  install: () => ['npm install simple-oauth2'],
  run: () => ['CLIENT_SECRET=… node quickstart.mjs'],
  files: app => [{ name: 'quickstart.mjs', text: program(app) }],
};

function program(app: QuickstartApp): string {
  const { authorize, token, call, host, port, callback } = addressesOf(app);
  const addresses = { authorize: new URL(authorize), token: new URL(token) };
  return lines(
    `
import { createHash, randomBytes } from "node:crypto";
import { createServer } from "node:http";
${callbackByPost(app) ? 'import { text } from "node:stream/consumers";\n' : ''}import { AuthorizationCode } from "simple-oauth2";

const clientId = ${q(app.clientId)};
const clientSecret = process.env.CLIENT_SECRET; // never in the code, never in a browser
const redirectUri = ${q(app.redirectUri)};
const api = ${q(call)};
const oauth = new AuthorizationCode({
  client: { id: clientId, secret: clientSecret },
  auth: {
    authorizeHost: ${q(addresses.authorize.origin)},
    authorizePath: ${q(addresses.authorize.pathname)},
    tokenHost: ${q(addresses.token.origin)},
    tokenPath: ${q(addresses.token.pathname)},
  },
  options: { authorizationMethod: "body" },
});

let tokens; // yours: a row per user in your database, encrypted

const server = createServer(async (request, response) => {
  const url = new URL(request.url, redirectUri);
  try {
    if (url.pathname === "/connect") connect(response);
    else if (url.pathname === ${q(callback)}) await finish(request, response, ${
      callbackByPost(app) ? 'new URLSearchParams(await text(request))' : 'url.searchParams'
    });
    else if (tokens) await callApi(response);
    else response.setHeader("content-type", "text/html").end("<a href=/connect>Connect</a>");
  } catch (error) {
    console.error(error.message);
    response.writeHead(500).end();
  }
});

function connect(response) {
  const state = randomBytes(32).toString("base64url");
  const verifier = randomBytes(32).toString("base64url");
  const location = oauth.authorizeURL({
    redirect_uri: redirectUri,`,
    hasScope(app) ? `    scope: ${q(app.scopes.join(' '))},` : null,
    `
    state,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  response.writeHead(302, { location, "set-cookie": \`attempt=\${state}.\${verifier}; ${attemptCookie(app)}\` }).end();
}

async function finish(request, response, received) {
  const [, state, verifier] = /attempt=([\\w-]+)\\.([\\w-]+)/.exec(request.headers.cookie) ?? [];
  if (!state || received.get("state") !== state)
    return refuse(response, "This answer belongs to no attempt of this browser.");
  if (!received.has("code")) return refuse(response, received.get("error"));`,
    tokenByGet(app)
      ? `
  // This provider's token request is a GET, which simple-oauth2 does not know.
  const url = new URL(${q(token)});
  url.search = new URLSearchParams({
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uri: redirectUri,
    code: received.get("code"),
    code_verifier: verifier,
  });
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(await answer.text());
  tokens = oauth.createToken(await answer.json());`
      : `
  tokens = await oauth.getToken({ code: received.get("code"), redirect_uri: redirectUri, code_verifier: verifier });`,
    `
  response.writeHead(302, { location: "/", "set-cookie": "attempt=; Path=/; Max-Age=0" }).end();
}

function refuse(response, reason) {
  response.writeHead(400, { "content-type": "text/plain" }).end(reason);
}

async function callApi(response) {`,
    app.refreshes
      ? `
  // Each refresh token is good for one time: keep the new one.
  if (tokens.expired()) tokens = await tokens.refresh();`
      : null,
    `
  const answer = await fetch(api, { headers: { authorization: \`Bearer \${tokens.token.access_token}\` } });
  response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") });
  response.end(await answer.text());
}

server.listen(${port}, ${q(host)}, () => console.log(${q(`http://${host}:${port}/`)}));`,
  );
}
