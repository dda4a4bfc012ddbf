/** Nothing of Valetkey is imported here: simple-oauth2 does it, and this app brings state and PKCE, which the library lacks. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import express from 'express';
import { AuthorizationCode } from 'simple-oauth2';

const {
  PORT = '3000',
  BASE_URL = `http://localhost:${PORT}`,
  CRM_ISSUER,
  CRM_CLIENT_ID,
  CRM_CLIENT_SECRET,
  CRM_API,
} = process.env;
const issuer = new URL(CRM_ISSUER!);
const redirectUri = `${BASE_URL}/callback/crm`;
const oauth = new AuthorizationCode({
  client: { id: CRM_CLIENT_ID!, secret: CRM_CLIENT_SECRET! },
  auth: {
    tokenHost: issuer.origin,
    tokenPath: `${issuer.pathname}/oauth/token`,
    authorizePath: `${issuer.pathname}/oauth/authorize`,
  },
});

const random = (): string => randomBytes(32).toString('base64url');
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const app = express();
app.get('/', (_request, response) => void response.send('<a href="/connect/crm">Connect your CRM</a>'));

app.get('/connect/crm', (_request, response) => {
  const [state, verifier] = [random(), random()];
  // The browser keeps both for itself: no script reads them, no other site gets them.
  response.cookie('attempt', `${state}.${verifier}`, { httpOnly: true, sameSite: 'lax', maxAge: 600_000 });
  const challenge = { code_challenge: digest(verifier).toString('base64url'), code_challenge_method: 'S256' };
  response.redirect(
    oauth.authorizeURL({ redirect_uri: redirectUri, scope: 'people:read', state, ...challenge }),
  );
});

app.get('/callback/crm', async (request, response) => {
  const [, expected = '', verifier = ''] =
    /(?:^|; )attempt=([\w-]+)\.([\w-]+)/.exec(request.headers.cookie ?? '') ?? [];
  const { code, state } = request.query;
  response.clearCookie('attempt');
  if (expected === '' || typeof state !== 'string' || !timingSafeEqual(digest(state), digest(expected)))
    return void response.status(400).send('Not an answer to what this browser began.');
  if (typeof code !== 'string') return void response.send('You said no.');
  const { token } = await oauth.getToken({
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  } as never);
  const people = await fetch(`${CRM_API}/people`, {
    headers: { authorization: `Bearer ${String(token['access_token'])}` },
  });
  response
    .status(people.status)
    .type('json')
    .send(await people.text());
});

app.listen(Number(PORT), 'localhost', () => console.log(BASE_URL));
