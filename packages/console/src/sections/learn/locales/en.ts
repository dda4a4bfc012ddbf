/** Quickstart, the Connect button and Try it. */
import { NOTES } from '@valetkey/protocol/quickstart-notes';

export const texts = {
  'quickstart.title': 'From nothing to the first call',
  'quickstart.lead':
    'One whole program with this app’s own values. Put in the secret, run it, open the address it prints and connect your account.',
  'quickstart.language': 'Language',
  'quickstart.redirectUri': 'Redirect URI',
  'quickstart.with': 'With {{library}}',
  'quickstart.install': 'Install',
  'quickstart.run': 'Run',
  'quickstart.know': 'What to know here',
  'quickstart.none.title': 'This app sends nobody anywhere',
  'quickstart.none.text': 'It has no redirect URI. Add one, and the quickstart is filled in with it.',
  'dead.java':
    '{{name}} ended in 2022. Its successor is Spring Security’s own OAuth 2.0 client; this program uses Nimbus, the library under it.',
  'dead.csharp':
    '{{name}} is no longer maintained. Its successor is the OAuth handler that ASP.NET Core brings.',
  'note.secret': NOTES.secret,
  'note.noSecret': NOTES.noSecret,
  'note.state': NOTES.state,
  'note.judgedState': NOTES.judgedState,
  'note.tokens': NOTES.tokens,
  'note.exactRedirectUri': NOTES.exactRedirectUri,
  'note.registerHere': NOTES.registerHere,
  'note.getToken': NOTES.getToken,
  'note.formPost': NOTES.formPost,
  'note.noScope': NOTES.noScope,
  'note.rotatingRefresh': NOTES.rotatingRefresh,
  'note.noRefresh': NOTES.noRefresh,
  'note.untilRevoked': NOTES.untilRevoked,
  'note.approval': NOTES.approval,
  'note.withoutTls': NOTES.withoutTls,
  'note.exampleCall': NOTES.exampleCall,
  'button.title': 'Connect button',
  'button.lead':
    'Connecting begins on your own site. The button leads to your server, which makes a new state and sends the browser on: there is nothing secret in it.',
  'button.label': 'Words on the button',
  'button.label.default': 'Connect {{provider}}',
  'button.address': 'Address on your server',
  'button.preview': 'As it will look',
  'button.html': 'HTML',
  'glossary.title': 'What these words mean',
  'term.clientSecret': 'Client secret',
  'term.redirectUri': 'Redirect URI',
  'term.scope': 'Scope',
  'term.state': 'State',
  'term.pkce': 'PKCE',
  'term.authorizationCode': 'Authorization code',
  'term.accessToken': 'Access token',
  'term.refreshToken': 'Refresh token',
  'term.connection': 'Connection',
  'meaning.clientId': 'The app’s public name on the wire.',
  'meaning.clientSecret': 'Proves that it is the app. Known to the app’s server alone.',
  'meaning.redirectUri':
    'The app’s address where people come back to. Registered beforehand, compared character by character.',
  'meaning.scope': 'A permission, with a plain text that people read before they allow it.',
  'meaning.state': 'A random text by which an app recognises its own request when somebody comes back.',
  'meaning.pkce': 'A secret made anew for each attempt, so that a stolen code is useless.',
  'meaning.authorizationCode':
    'What the app receives at its redirect URI, good once and for a minute; its server exchanges it for tokens.',
  'meaning.accessToken': 'What the app sends with each call of the API.',
  'meaning.refreshToken': 'Gets a new access token without anybody being asked. Good once, then replaced.',
  'meaning.connection':
    'One person’s yes that one app may act on one account: a row in Active Integrations, where it can be taken back.',
} as const;

export type Texts = Readonly<Record<keyof typeof texts, string>>;
