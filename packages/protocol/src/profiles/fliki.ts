/** Fliki (S3): `state` may be missing, scope required, a daily quota on what is costly. */
import type { Profile } from '../profile.ts';
import { standard } from './standard.ts';

export const fliki: Profile = {
  ...standard,
  name: 'fliki',
  title: 'Fliki',
  authorize: { ...standard.authorize, pkce: 'accepted', scope: 'required' },
  token: { ...standard.token, authentication: ['post', 'basic', 'none'] },
  api: { keyAsBearer: true, keys: 'several' },
  warnings: [
    {
      rule: 'PKCE is not required',
      reason: 'S3 lists no code_challenge; apps that send one are held to it.',
    },
    {
      rule: 'state is not required',
      reason: 'S3 lists client ID, redirect URI, scope and response type only.',
    },
  ],
};
