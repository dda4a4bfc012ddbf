/** Copy.ai (S0): enterprise accounts, code grant with credentials in the body, rotating refresh tokens. */
import type { Profile } from '../profile.ts';
import { standard } from './standard.ts';

export const copyai: Profile = {
  ...standard,
  name: 'copyai',
  title: 'Copy.ai',
  authorize: { ...standard.authorize, pkce: 'accepted', state: 'required', scope: 'required' },
  token: { ...standard.token, authentication: ['post', 'basic', 'none'] },
  api: { keyHeader: 'x-copy-ai-api-key', keyAsBearer: false, keys: 'several' },
  plans: ['enterprise'],
  warnings: [
    {
      rule: 'PKCE is not required',
      reason: 'S0 lists no code_challenge; apps that send one are held to it.',
    },
  ],
};
