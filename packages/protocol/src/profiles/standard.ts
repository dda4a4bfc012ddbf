/** What a new company takes: OAuth 2.1, RFC 9700, PKCE S256, exact redirect URIs, `iss` (RFC 9207). */
import type { Profile } from '../profile.ts';

export const standard: Profile = {
  name: 'standard',
  title: 'Standard (OAuth 2.1)',
  authorize: {
    paths: [{ path: '/oauth/authorize' }],
    methods: ['GET', 'POST'],
    pkce: 'required',
    state: 'optional',
    scope: 'default',
    responseModes: ['query', 'form_post'],
    iss: true,
    accountChoice: 'remembered',
  },
  token: {
    path: '/oauth/token',
    method: 'POST',
    bodyTypes: ['form'],
    authentication: ['basic', 'post', 'none'],
    grants: ['authorization_code', 'refresh_token', 'client_credentials'],
    grantTypeNamed: true,
    plainErrors: false,
    access: { format: 'signed', lifetimeSeconds: 3600 },
    refresh: 'rotating',
    response: ['access_token', 'token_type', 'expires_in', 'refresh_token', 'scope'],
  },
  revokePath: '/oauth/revoke',
  introspectPath: '/oauth/introspect',
  jwksPath: '/oauth/jwks',
  registration: 'self-service',
  redirectUris: { loopbackHttp: true, nativeSchemes: true },
  api: { keyAsBearer: true, keys: 'several' },
  words: {
    clientId: 'client_id',
    developerPlace: 'Developer Settings',
    settingsPath: 'Settings → Integrations → Active Integrations',
  },
  warnings: [],
};
