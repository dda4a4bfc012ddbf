/** Python with requests-oauthlib, which S1 recommends. */
import { doubleQuoted as q } from '../literals.ts';
import {
  addressesOf,
  attemptCookie,
  callbackByPost,
  hasScope,
  isWithoutTls,
  tokenByGet,
  type QuickstartApp,
} from '../quickstart-app.ts';
import { lines, type Quickstart } from '../quickstart.ts';

export const python: Quickstart = {
  language: 'python',
  title: 'Python',
  library: 'requests-oauthlib',
  install: () => ['pip install requests-oauthlib'],
  run: app => [
    ...(isWithoutTls(app)
      ? ['export OAUTHLIB_INSECURE_TRANSPORT=1  # the server is this machine’s own']
      : []),
    'CLIENT_SECRET=… python quickstart.py',
  ],
  files: app => [{ name: 'quickstart.py', text: program(app) }],
};

function program(app: QuickstartApp): string {
  const { authorize, token, call, host, port, callback } = addressesOf(app);
  const byGet = tokenByGet(app);
  return lines(
    `
import hashlib, os, secrets
from base64 import urlsafe_b64encode
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

from requests_oauthlib import OAuth2Session

CLIENT_ID = ${q(app.clientId)}
CLIENT_SECRET = os.environ["CLIENT_SECRET"]  # never in the code, never in a browser
REDIRECT_URI = ${q(app.redirectUri)}
${hasScope(app) ? `SCOPES = [${app.scopes.map(q).join(', ')}]` : 'SCOPES = None  # this provider has none'}
AUTHORIZE = ${q(authorize)}
TOKEN = ${q(token)}
API = ${q(call)}

tokens = {}  # yours: a row per user in your database, encrypted


def save(new):
    tokens.update(new)


class App(BaseHTTPRequestHandler):
    def do_GET(self):
        url = urlsplit(self.path)
        if url.path == "/connect":
            self.connect()`,
    callbackByPost(app)
      ? null
      : `
        elif url.path == ${q(callback)}:
            self.callback(url.query)`,
    `
        elif tokens:
            self.call_api()
        else:
            self.answer(200, '<a href="/connect">Connect</a>')
`,
    callbackByPost(app)
      ? `

    def do_POST(self):  # the provider's page posts code and state here
        self.callback(self.rfile.read(int(self.headers["Content-Length"])).decode())`
      : null,
    `

    def connect(self):
        state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
        challenge = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        session = OAuth2Session(CLIENT_ID, redirect_uri=REDIRECT_URI, scope=SCOPES)
        url, _ = session.authorization_url(AUTHORIZE, state, code_challenge=challenge, code_challenge_method="S256")
        self.answer(302, Location=url, Set_Cookie=f"attempt={state}.{verifier}; ${attemptCookie(app)}")

    def callback(self, query):
        received = {name: values[0] for name, values in parse_qs(query).items()}
        attempt = SimpleCookie(self.headers["Cookie"]).get("attempt")
        state, _, verifier = (attempt.value if attempt else "").partition(".")
        if not state or received.get("state") != state:
            return self.answer(400, "This answer belongs to no attempt of this browser.", Content_Type="text/plain")
        if "code" not in received:
            return self.answer(400, received.get("error", "no code"), Content_Type="text/plain")
        session = OAuth2Session(CLIENT_ID, redirect_uri=REDIRECT_URI)
        save(session.fetch_token(TOKEN, code=received["code"], code_verifier=verifier,
                                 client_secret=CLIENT_SECRET, include_client_id=True${byGet ? ', method="GET"' : ''}))
        self.answer(302, Location="/", Set_Cookie="attempt=; Path=/; Max-Age=0")

    def call_api(self):`,
    app.refreshes
      ? `
        # Refreshes by itself when the token has expired; each refresh token is good for one time.
        session = OAuth2Session(CLIENT_ID, token=tokens, auto_refresh_url=TOKEN, token_updater=save,
                                auto_refresh_kwargs={"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET})`
      : `
        session = OAuth2Session(CLIENT_ID, token=tokens)`,
    `
        answer = session.get(API)
        self.answer(answer.status_code, answer.text, Content_Type=answer.headers["Content-Type"])

    def answer(self, status, text="", **headers):
        self.send_response(status)
        for name, value in {"Content_Type": "text/html", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(text.encode())


print("http://${host}:${port}/", flush=True)
HTTPServer((${q(host)}, ${port}), App).serve_forever()`,
  );
}
