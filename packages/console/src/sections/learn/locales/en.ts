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
  'try.title': 'The whole flow, step by step',
  'try.lead':
    'Real requests with your own user or a test user. The secret and the tokens stay on the server: here you see what each step sends, what comes back, and why it fails.',
  'try.begin': 'Begin',
  'try.again': 'Begin anew',
  'try.viewer.title': 'You may read this app',
  'try.viewer.text': 'Its owner and its developers try it: trying makes a real connection.',
  'try.refused': 'That was refused: {{reason}}',
  'try.authorize.title': '1. The app sends its user to this address',
  'try.authorize.lead': 'Change a parameter, or empty it to leave it out, and see what the server says.',
  'try.address': 'Address',
  'try.open': 'Open in a new window',
  'try.open.note':
    'If that window shows a problem and nothing comes back, read it there: whoever asks wrongly is never sent on.',
  'try.received.title': '2. The answer comes to the redirect URI',
  'try.received.waiting':
    'Waiting for the answer. It comes here by itself as soon as you have answered in the other window.',
  'try.received.answer': 'What came back',
  'try.received.good': 'It is the answer to this request',
  'try.received.good.text':
    'state is the one that was sent. The code is good once and for about a minute: go on.',
  'try.received.foreign': 'state is not the one of this attempt',
  'try.received.foreign.text':
    'An app stops here: somebody may be giving it a code that its user never asked for.',
  'try.received.refused': 'The answer is no',
  'try.received.refused.text':
    'There is no code. Show your user that nothing was connected, and the button again.',
  'try.paste': 'Address from another browser',
  'try.paste.why': 'Where a test user is signed in elsewhere: the address that the last page shows there.',
  'try.paste.take': 'Take it',
  'try.token.title': '3. The app exchanges the code for a token',
  'try.token.lead':
    'From server to server, with the secret. Here this server sends it for your app, because you are signed in as its developer: your secret is not needed and not asked for.',
  'try.token.send': 'Send the token request',
  'try.further.title': '4. What the token is good for',
  'try.further.lead':
    'The tokens are sealed: the server uses them in these steps, and no page sees more of them than their ends.',
  'try.step.exchange': 'Code for token',
  'try.step.call': 'Call the API',
  'try.step.introspect': 'Ask about the token',
  'try.step.refresh': 'Refresh',
  'try.step.revoke': 'Give the access back',
  'try.revoke.note':
    'Giving back ends the connection between this app and that account, with all of its tokens, also those made outside Try it. It cannot be undone; connecting again is one click.',
  'try.explained.exchange':
    'The code is used up. The access token goes with each call; a refresh token, where there is one, gets the next.',
  'try.explained.call':
    'The token stands in the Authorization header, never in an address. 401 means: refresh, or connect again.',
  'try.explained.introspect':
    'Introspection says what a token is good for. Of a dead or unknown one it says that it is not active, and nothing else.',
  'try.explained.refresh':
    'Both tokens are new, and the old refresh token is used up: whoever uses it again later ends the connection.',
  'try.explained.revoke': 'The access is given back: ask about the token, and it is not active any more.',
  'try.program': 'The same as a program in your language, filled in with this app:',
  'try.program.link': 'Quickstart',
  'try.request': 'Request',
  'try.curl': 'As curl',
  'try.answer': 'Answer',
  'try.failed': 'It failed: {{code}}',
  'try.errors': 'All errors explained',
  'try.back.title': 'The answer has come back',
  'try.back.lead': 'It is in the window where you began. You can close this one.',
  'try.back.elsewhere': 'Did you begin in another browser? Copy this address, and put it in there.',
  'parameter.response_type': 'Always code: the answer is a code, never a token.',
  'parameter.client_id': 'Which app asks.',
  'parameter.redirect_uri':
    'Where the answer goes. Here the console’s own address, for you and your test users alone; your app names a registered one of its own.',
  'parameter.scope': 'What the app asks for, with spaces between. Ask for what you need and no more.',
  'parameter.state': 'Random, new for each attempt, kept in the user’s session: comes back unchanged.',
  'parameter.code_challenge': 'SHA-256 of the verifier, in base64url (PKCE).',
  'parameter.code_challenge_method': 'How it was made: always S256.',
  'tokenParameter.code': 'What came back; good once.',
  'tokenParameter.redirect_uri': 'The same as in step 1, character by character.',
  'tokenParameter.code_verifier': 'The secret behind the challenge: proves that who began also finishes.',
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
