/** Copper (S1): registration by approval, one scope, callback by POST, unending tokens, X-PW-… keys. */
import type { Profile } from '../profile.ts';
import { standard } from './standard.ts';

export const copper: Profile = {
  ...standard,
  name: 'copper',
  title: 'Copper',
  authorize: {
    ...standard.authorize,
    pkce: 'accepted',
    scope: 'required',
    responseModes: ['form_post', 'query'],
  },
  token: {
    ...standard.token,
    bodyTypes: ['form', 'json'],
    authentication: ['post', 'basic'],
    grants: ['authorization_code'],
    access: { format: 'stored', alphabet: 'alphanumeric', length: 32, lifetimeSeconds: null },
    refresh: 'none',
    response: ['access_token', 'token_type', 'scope'],
  },
  registration: 'approval',
  redirectUris: { loopbackHttp: true, nativeSchemes: false },
  api: {
    keyHeader: 'x-pw-accesstoken',
    keyCompanions: [
      { header: 'x-pw-application', must: { equal: 'developer_api' } },
      { header: 'x-pw-useremail', must: 'owner-email' },
    ],
    keyAsBearer: false,
    keys: 'several',
    rateLimit: { limit: 180, windowSeconds: 60 },
  },
  scopes: ['developer/v1/all'],
  defaultScopes: ['developer/v1/all'],
  warnings: [
    { rule: 'Access tokens never expire', reason: 'S1: a token lives until its connection is revoked.' },
    {
      rule: 'PKCE is not required',
      reason: 'S1 lists no code_challenge; apps that send one are held to it.',
    },
    { rule: 'One scope opens everything', reason: 'S1: developer/v1/all gives an API key’s rights.' },
  ],
};
