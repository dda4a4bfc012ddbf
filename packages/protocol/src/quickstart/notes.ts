/** What a developer has to know of one company's OAuth beside the program: keys, whose words are in NOTES and in the console's languages. */
import { callbackByPost, hasScope, isWithoutTls, tokenByGet, type QuickstartApp } from './quickstart-app.ts';

export const NOTES = {
  secret:
    'The secret comes from the environment of your server. It is never in code, in a browser, in an app on a phone, or in a log.',
  noSecret: 'A public app has no secret: PKCE proves that who began also finishes.',
  state:
    'state and the PKCE verifier are made anew for each attempt and kept in a cookie of the same browser: an answer that nobody asked for is refused.',
  judgedState:
    'This provider judges state: 32 characters or more, random, and never used by somebody else. What the programs make is accepted.',
  tokens: 'Keep tokens as you keep passwords: on your server, encrypted, one row for each user.',
  exactRedirectUri: 'The redirect URI is the registered one, character by character, in both steps.',
  registerHere:
    'The redirect URI is not on this machine: register one like http://localhost:3000/callback for development, too.',
  getToken:
    'The token request is a GET with everything in its address. Send it from your server, and keep it out of your logs.',
  formPost:
    'The answer is posted to your redirect URI as a form. Ask for response_mode=query where your library cannot read that.',
  noScope: 'There are no scopes: a connection opens the whole API.',
  rotatingRefresh:
    'Each refresh gives a new refresh token and uses up the old one. Refresh in one place at a time: a token used twice ends the connection.',
  noRefresh: 'There is no refresh token. When the access token has expired, connect again.',
  untilRevoked:
    'The token lasts until the user takes it back. Then the API refuses it: show your Connect button again.',
  approval: 'The company approves apps before they can connect.',
  withoutTls: 'This server speaks http on this machine. In production every address is https.',
  exampleCall: 'The company has not said where its API is: replace the address of the call.',
} as const;

export type QuickstartNote = keyof typeof NOTES;

export function notesFor(app: QuickstartApp): QuickstartNote[] {
  const { profile, isPublic, refreshes, redirectUri, callUrl } = app;
  const unending = profile.token.access.lifetimeSeconds === null;
  const notes: Readonly<Record<QuickstartNote, boolean>> = {
    secret: !isPublic,
    noSecret: isPublic,
    state: true,
    judgedState: profile.authorize.state === 'judged',
    tokens: true,
    exactRedirectUri: true,
    registerHere: redirectUri.startsWith('https:'),
    getToken: tokenByGet(app),
    formPost: callbackByPost(app),
    noScope: !hasScope(app),
    rotatingRefresh: refreshes,
    noRefresh: !refreshes && !unending,
    untilRevoked: unending,
    approval: profile.registration === 'approval',
    withoutTls: isWithoutTls(app),
    exampleCall: callUrl === null,
  };
  return (Object.keys(notes) as QuickstartNote[]).filter(note => notes[note]);
}
