/** A shell and curl: what every language can do. Also the shortest way to see each request. */
import { shellQuoted as q } from '../literals.ts';
import { addressesOf, callbackByPost, hasScope, tokenByGet, type QuickstartApp } from '../quickstart-app.ts';
import { lines, type Quickstart } from '../quickstart.ts';

export const curl: Quickstart = {
  language: 'curl',
  title: 'curl',
  library: 'curl',
  install: () => [],
  run: ({ isPublic }) => [`${isPublic ? '' : 'CLIENT_SECRET=… '}sh quickstart.sh`],
  files: app => [{ name: 'quickstart.sh', text: program(app) }],
};

function program(app: QuickstartApp): string {
  const { authorize, token, call } = addressesOf(app);
  return lines(
    `
set -eu
client_id=${q(app.clientId)}
redirect_uri=${q(app.redirectUri)}`,
    app.isPublic
      ? null
      : ': "${CLIENT_SECRET:?}" # from the environment: never in the code, never in a browser',
    `
state=$(openssl rand -hex 24)
verifier=$(openssl rand -hex 32)
challenge=$(printf %s "$verifier" | openssl dgst -sha256 -binary | openssl base64 | tr '+/' '-_' | tr -d '=\\n')

# 1. The user opens this address, signs in and allows. (curl only builds it; nothing is sent.)
echo 'Open:'
curl -sS -G -o /dev/null --proto -all -w '%{url_effective}\\n' ${q(authorize)} \\
  --data-urlencode response_type=code --data-urlencode "client_id=$client_id" \\
  --data-urlencode "redirect_uri=$redirect_uri" --data-urlencode "state=$state" \\`,
    hasScope(app) ? `  --data-urlencode ${q(`scope=${app.scopes.join(' ')}`)} \\` : null,
    callbackByPost(app) ? '  -d response_mode=query \\' : null,
    `
  --data-urlencode "code_challenge=$challenge" -d code_challenge_method=S256 2>/dev/null || true

# 2. The browser ends at your redirect URI. The address there has the code, and must have the same state.
printf 'The browser may not find that page: its address is enough. Paste the address where you ended: '
read -r answer
case "$answer" in *"state=$state"*) ;; *) echo 'Another state: not the answer to this request.'; exit 1 ;; esac
code=$(printf %s "$answer" | sed 's/.*[?&]code=\\([^&]*\\).*/\\1/')

# 3. The code for a token. Secrets go by standard input: arguments are seen by everybody on the machine.
token_request() {
  printf 'data-urlencode = "client_id=%s"\\n' "$client_id"`,
    app.isPublic ? null : `  printf 'data-urlencode = "client_secret=%s"\\n' "$CLIENT_SECRET"`,
    `
  for parameter in "$@"; do printf 'data-urlencode = "%s"\\n' "$parameter"; done
}
tokens=$(token_request ${tokenByGet(app) ? '' : 'grant_type=authorization_code '}"redirect_uri=$redirect_uri" "code=$code" "code_verifier=$verifier" |
  curl -sS --fail-with-body${tokenByGet(app) ? ' -G' : ''} -K - ${q(token)})
member() { printf %s "$tokens" | sed -n "s/.*\\"$1\\":\\"\\([^\\"]*\\)\\".*/\\1/p"; }

# 4. The API.
call() { printf 'header = "Authorization: Bearer %s"\\n' "$(member access_token)" | curl -sS -K - ${q(call)}; echo; }
call`,
    app.refreshes
      ? `
# 5. When the token has expired: a new one, and a new refresh token; the old one is used up.
tokens=$(token_request grant_type=refresh_token "refresh_token=$(member refresh_token)" | curl -sS --fail-with-body -K - ${q(token)})
call`
      : null,
  );
}
