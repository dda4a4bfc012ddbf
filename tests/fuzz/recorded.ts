/** Good requests to every endpoint, as bytes: recorded from a server that runs, with live codes, tokens and sessions in them. */
import {
  CHALLENGE,
  GUARD_SECRET,
  PASSWORD,
  REDIRECT_URI,
  VERIFIER,
  TestBrowser,
  callbackOf,
  goodState,
  readForm,
} from '../../packages/server/src/fixtures.ts';
import type { Party } from '../faults/parties.ts';
import { SLUG } from '../faults/site-config.ts';
import { asTestServer, type Wire } from '../faults/wire.ts';

export interface Recorded {
  requests: Buffer[];
  /** What no answer may contain: it was presented, or is somebody's. */
  secrets: string[];
}

const FORM = 'application/x-www-form-urlencoded';

export async function record(wire: Wire, party: Party): Promise<Recorded> {
  const browser = new TestBrowser(asTestServer(() => wire));
  const { app, secret } = party;
  const authorize = authorizePath(app.id);
  await browser.goto(authorize);
  const login = readForm(browser.page.body);
  await browser.signIn(party.email);
  const consent = readForm(browser.page.body);
  const interaction = browser.url;
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  await browser.submit({ decision: 'allow' });
  const code = callbackOf(browser.page)['code']!;
  const client = { client_id: app.id, client_secret: secret };
  const redeem = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: REDIRECT_URI,
    code_verifier: VERIFIER,
  };
  const first = await wire.inject(toInject('token', { ...redeem, ...client }));
  const access = String(first.json['access_token']);
  const refresh = String(first.json['refresh_token']);
  // Used: what the recorded request gets is a successor that nobody wrote down.
  const basic = { authorization: `Basic ${Buffer.from(`${app.id}:${secret}`).toString('base64')}` };
  const guard = { authorization: `Bearer ${GUARD_SECRET}` };
  const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}): Buffer =>
    bytesOf('POST', path, { 'content-type': FORM, ...headers }, new URLSearchParams(form).toString());
  const json = (path: string, body: unknown, headers: Record<string, string> = guard): Buffer =>
    bytesOf('POST', path, { 'content-type': 'application/json', ...headers }, JSON.stringify(body));
  const get = (path: string, headers: Record<string, string> = {}): Buffer =>
    bytesOf('GET', path, headers, '');
  const token = `/${SLUG}/oauth/token`;
  return {
    requests: [
      get(authorize, { cookie, 'accept-language': 'nl;q=0.9,en' }),
      get(authorize),
      get(interaction, { cookie }),
      post(
        login.action,
        { ...login.hidden, email: party.email, password: `${PASSWORD}!` },
        { cookie, 'sec-fetch-site': 'same-origin' },
      ),
      post(
        consent.action,
        { ...consent.hidden, decision: 'allow' },
        { cookie, 'sec-fetch-site': 'same-origin' },
      ),
      post(token, { ...redeem, ...client }),
      post(token, { ...redeem }, basic),
      post(token, { grant_type: 'refresh_token', refresh_token: refresh, ...client }),
      post(token, { grant_type: 'client_credentials', scope: 'people:read' }, basic),
      post(`/${SLUG}/oauth/introspect`, { token: access }, basic),
      post(`/${SLUG}/oauth/revoke`, { token: `${access}x`, ...client }),
      json(
        '/copper/oauth/token',
        { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI, ...client },
        {},
      ),
      get(
        `/copernica/v1/token?${new URLSearchParams({ ...client, redirect_uri: REDIRECT_URI, code }).toString()}`,
      ),
      get(
        `/copernica/nl/authorize?client_id=${app.id}&state=${goodState()}&redirect_uri=${encodeURIComponent(REDIRECT_URI)}`,
      ),
      json(`/${SLUG}/guard/check`, { credential: { type: 'bearer', value: access } }),
      json('/copper/guard/check', {
        credential: { type: 'api_key', value: access, companions: { 'X-PW-Application': 'developer_api' } },
      }),
      json(`/${SLUG}/guard/quota`, { limit_key: `app:${app.id}`, scope: 'people:read', count: 1 }),
      json(`/${SLUG}/guard/usage`, { report_id: 'report-0001', entries: [usageEntry(app.id)] }),
      get(`/${SLUG}/guard/feed?wait=0`, guard),
      get(`/${SLUG}/guard/configuration`, guard),
      get(`/${SLUG}/guard?scope=people%3Aread`, {
        'x-valetkey-guard': GUARD_SECRET,
        authorization: `Bearer ${access}`,
      }),
      get(`/${SLUG}/guard/envoy/people/1?x=y`, {
        'x-valetkey-guard': GUARD_SECRET,
        'x-valetkey-scope': 'people:read',
        authorization: `Bearer ${access}`,
      }),
      get(`/.well-known/oauth-authorization-server/${SLUG}`, { 'if-none-match': '"x"' }),
      get(`/${SLUG}/.well-known/openid-configuration`),
      get(`/${SLUG}/jwks`),
      get(`/${SLUG}/errors`, { 'accept-language': 'nl' }),
      get(`/${SLUG}/login-requests/${app.id}`, { authorization: `Bearer ${GUARD_SECRET}` }),
      ...['/livez', '/readyz', '/metrics'].map(path => get(path)),
    ],
    secrets: [secret, code, access, refresh, VERIFIER, GUARD_SECRET, PASSWORD, ...browser.cookies.values()],
  };
}

function authorizePath(clientId: string): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: REDIRECT_URI,
    state: goodState(),
    scope: 'people:read',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
  });
  return `/${SLUG}/oauth/authorize?${query.toString()}`;
}

function usageEntry(appId: string): object {
  const hour = Math.floor(Date.now() / 3_600_000) * 3600;
  const counts = { hour, calls: 1, errors: 0, denied: 0, limited: 0 };
  return { app_id: appId, connection_id: null, api_key_id: null, route: 'GET /people', ...counts };
}

function toInject(endpoint: string, form: Record<string, string>): Parameters<Wire['inject']>[0] {
  const payload = new URLSearchParams(form).toString();
  return { method: 'POST', url: `/${SLUG}/oauth/${endpoint}`, headers: { 'content-type': FORM }, payload };
}

export function bytesOf(method: string, path: string, headers: Record<string, string>, body: string): Buffer {
  const all = {
    host: 'auth.example',
    connection: 'close',
    ...headers,
    ...(body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}
