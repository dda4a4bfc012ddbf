/** Requests that nobody recorded: methods, addresses, headers and bodies made by fast-check, well-formed enough to be read. */
import * as fc from 'fast-check';
import { bytesOf } from './recorded.ts';
import { codePoint } from './texts.ts';

const SLUGS = ['standard', 'copyai', 'copper', 'clipron', 'fliki', 'copernica', 'strict', 'nobody'];
const PATHS = [
  '/oauth/authorize',
  '/oauth/token',
  '/oauth/revoke',
  '/oauth/introspect',
  '/jwks',
  '/errors',
  '/v1/token',
  '/nl/authorize',
  '/en/authorize',
  '/guard',
  '/guard/check',
  '/guard/quota',
  '/guard/usage',
  '/guard/feed',
  '/guard/configuration',
  '/guard/envoy/x',
  '/interactions/x',
  '/interactions/x/login',
  '/interactions/x/consent',
  '/login-requests/x',
  '/.well-known/openid-configuration',
];
const NAMES = [
  'client_id',
  'client_secret',
  'redirect_uri',
  'response_type',
  'response_mode',
  'scope',
  'state',
  'prompt',
  'code',
  'grant_type',
  'code_challenge',
  'code_challenge_method',
  'code_verifier',
  'refresh_token',
  'token',
  'token_type_hint',
  'ui_locales',
  'login_hint',
  'account',
  'wait',
  'after',
];
const VALUES = [
  'code',
  'token',
  'authorization_code',
  'refresh_token',
  'client_credentials',
  'password',
  'S256',
  'plain',
  'none',
  'login',
  'consent',
  'nl',
  'en',
  'https://app.example/callback',
  'people:read',
  'people:read people:write',
  'vkc_AQAB',
  'vkr_AQAB',
  'vka_AQAB',
  'eyJhbGciOiJub25lIn0.e30.',
  '06ovq7c0001qg4000000000010',
];

const text = fc.oneof(
  fc.constantFrom(...VALUES),
  fc.string({ unit: codePoint, maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ maxLength: 3000 }),
);
const parameters = fc.array(
  fc.tuple(fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 40 })), text),
  {
    maxLength: 14,
  },
);
const path = fc
  .tuple(fc.constantFrom(...SLUGS), fc.constantFrom(...PATHS))
  .map(([slug, rest]) => `/${slug}${rest}`);
const header = fc.string({ minLength: 0, maxLength: 200 }).map(value => value.replace(/[^\x20-\x7e]/g, ''));
const headers = fc.record(
  {
    authorization: fc.oneof(
      header,
      fc.base64String({ maxLength: 300 }).map(value => `Basic ${value}`),
      header.map(value => `Bearer ${value}`),
    ),
    cookie: header.map(value => `__Host-vk_standard=${value}; ${value}`),
    'accept-language': header,
    origin: fc.constantFrom('null', 'https://app.example', 'https://auth.example'),
    'sec-fetch-site': fc.constantFrom('same-origin', 'cross-site', 'none'),
    'content-encoding': fc.constantFrom('identity', 'gzip'),
    'x-forwarded-for': header,
  },
  { requiredKeys: [] },
);
const body = fc.oneof(
  parameters.map(list => ['application/x-www-form-urlencoded', encode(list)] as const),
  fc.json().map(json => ['application/json', json] as const),
  parameters.map(list => ['application/json', JSON.stringify(Object.fromEntries(list))] as const),
  text.map(raw => ['application/x-www-form-urlencoded; charset=utf-8', raw] as const),
  fc.constant(['text/plain', ''] as const),
);

const request = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'),
    path,
    query: parameters,
    headers,
    body,
  })
  .map(({ method, path: where, query, headers: sent, body: [contentType, content] }) => {
    const at = query.length === 0 ? where : `${where}?${encode(query)}`;
    const hasBody = method !== 'GET' && method !== 'HEAD';
    const type = hasBody ? { 'content-type': contentType } : {};
    return bytesOf(method, at, { ...sent, ...type }, hasBody ? content : '');
  });

export function generateRequests(count: number, seed: number): Buffer[] {
  return fc.sample(request, { numRuns: count, seed });
}

function encode(list: readonly (readonly [string, string])[]): string {
  return list.map(([name, value]) => `${percent(name)}=${percent(value)}`).join('&');
}

/** Lone surrogates, too, as the bytes they would be. */
function percent(value: string): string {
  return [...Buffer.from(value)].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join('');
}
