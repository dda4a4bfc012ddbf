/** Clipron AI (S2): named scopes fixed at registration, half-hour tokens, refresh only for apps registered for it. */
import type { Profile } from '../profile.ts';
import { standard } from './standard.ts';

export const clipron: Profile = {
  ...standard,
  name: 'clipron',
  title: 'Clipron AI',
  authorize: { ...standard.authorize, pkce: 'accepted', state: 'required' },
  token: {
    ...standard.token,
    authentication: ['post', 'basic', 'none'],
    access: { format: 'signed', lifetimeSeconds: 1800 },
    refresh: 'per-app',
  },
  warnings: [
    {
      rule: 'PKCE is not required',
      reason: 'S2 lists no code_challenge; apps that send one are held to it.',
    },
  ],
};
