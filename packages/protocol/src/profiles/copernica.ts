/** Copernica (S4): localised authorize address, judged `state`, GET token endpoint, 32 hex digits until revoked. */
import type { Profile } from '../profile.ts';
import { standard } from './standard.ts';

export const copernica: Profile = {
  ...standard,
  name: 'copernica',
  title: 'Copernica',
  authorize: {
    paths: [
      { path: '/nl/authorize', locale: 'nl' },
      { path: '/en/authorize', locale: 'en' },
    ],
    methods: ['GET'],
    pkce: 'accepted',
    state: 'judged',
    scope: 'ignored',
    responseModes: ['query'],
    iss: false,
    accountChoice: 'always',
  },
  token: {
    path: '/v1/token',
    method: 'GET',
    bodyTypes: [],
    authentication: ['query'],
    grants: ['authorization_code'],
    grantTypeNamed: false,
    plainErrors: true,
    access: { format: 'stored', alphabet: 'hex', length: 32, lifetimeSeconds: null },
    refresh: 'none',
    response: ['access_token'],
  },
  redirectUris: { loopbackHttp: true, nativeSchemes: false },
  api: { queryParameter: 'access_token', keyAsBearer: true, keys: 'one' },
  scopes: ['all'],
  defaultScopes: ['all'],
  words: { ...standard.words, clientId: 'client_key' },
  notice: {
    en: 'This is the old REST API. Version 2 is recommended.',
    nl: 'Dit is de oude REST API. Versie 2 wordt aanbevolen.',
    de: 'Dies ist die alte REST-API. Version 2 wird empfohlen.',
    fr: 'Ceci est l’ancienne API REST. La version 2 est recommandée.',
    es: 'Esta es la API REST antigua. Se recomienda la versión 2.',
  },
  warnings: [
    {
      rule: 'The app secret travels in the query of a GET',
      reason: 'S4: GET /v1/token?client_id&client_secret&redirect_uri&code. Redacted in every log of ours.',
    },
    { rule: 'Access tokens never expire', reason: 'S4: the token lasts until the user revokes it.' },
    { rule: 'There are no scopes', reason: 'S4 has none: a connection opens the whole API.' },
    {
      rule: 'PKCE is not required',
      reason: 'S4 lists no code_challenge; apps that send one are held to it.',
    },
    { rule: 'No iss in the response', reason: 'S4: the return page gets state and code, nothing else.' },
    {
      rule: 'Tokens may stand in the query of an API call',
      reason: 'The old API takes ?access_token=. Redacted in every log of ours.',
    },
  ],
};
