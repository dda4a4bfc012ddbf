#!/bin/sh
# An app made of curl alone: connect, call, refresh, revoke. Prints its steps as lines of JSON.
set -eu

# One member of the JSON in $1, without a JSON parser: our values hold no quotes.
member() {
  printf '%s' "$1" | sed -n "s/.*\"$2\":\"\([^\"]*\)\".*/\1/p"
}

of_app() {
  member "$VALETKEY_APP" "$1"
}

id=$(of_app clientId)
secret=$(of_app clientSecret)
redirect_uri=$(of_app redirectUri)
calls=$(printf '%s' "$VALETKEY_APP" | sed 's/.*"calls":\["\([^]]*\)"\].*/\1/; s/","/ /g')

# $1 token, $2 address. The token goes by a configuration on standard input: arguments are seen by every user of the machine.
call() {
  answer=$(printf 'header = "Authorization: Bearer %s"\n' "$1" | curl -sS -K - -w '\n%{http_code}' "$2")
  printf '{"step":"call","url":"%s","status":%s,"body":%s}\n' "$2" "${answer##*
}" "${answer%
*}"
}

say_tokens() {
  printf '{"step":"tokens","access_token":"%s","refresh_token":"%s"}\n' \
    "$(member "$1" access_token)" "$(member "$1" refresh_token)"
}

# $1 address, then the parameters; the secret by standard input.
post() {
  address=$1
  shift
  printf 'data-urlencode = "client_id=%s"\ndata-urlencode = "client_secret=%s"\n' "$id" "$secret" |
    curl -sS -K - "$@" "$address"
}

verifier=$(openssl rand -hex 32)
challenge=$(printf '%s' "$verifier" | openssl dgst -sha256 -binary | openssl base64 | tr '+/' '-_' | tr -d '=\n')
state=$(openssl rand -hex 16)
# curl builds and encodes the address of a request that it never sends.
url=$(curl -sS -G -o /dev/null --proto -all -w '%{url_effective}' "$(of_app authorizationEndpoint)" \
  --data-urlencode "response_type=code" --data-urlencode "client_id=$id" \
  --data-urlencode "redirect_uri=$redirect_uri" --data-urlencode "scope=$(of_app scope)" \
  --data-urlencode "state=$state" --data-urlencode "code_challenge=$challenge" \
  --data-urlencode "code_challenge_method=S256" 2>/dev/null || true)
printf '{"step":"authorize","url":"%s"}\n' "$url"
read -r callback
[ "$(member "$callback" state)" = "$state" ]

if [ "$(of_app tokenMethod)" = GET ]; then
  tokens=$(post "$(of_app tokenEndpoint)" -G --data-urlencode "redirect_uri=$redirect_uri" \
    --data-urlencode "code=$(member "$callback" code)" --data-urlencode "code_verifier=$verifier")
else
  tokens=$(post "$(of_app tokenEndpoint)" -d grant_type=authorization_code \
    --data-urlencode "redirect_uri=$redirect_uri" --data-urlencode "code=$(member "$callback" code)" \
    --data-urlencode "code_verifier=$verifier")
fi
say_tokens "$tokens"
for address in $calls; do
  call "$(member "$tokens" access_token)" "$address"
done
first=${calls%% *}
if [ -n "$(member "$tokens" refresh_token)" ]; then
  tokens=$(post "$(of_app tokenEndpoint)" -d grant_type=refresh_token \
    --data-urlencode "refresh_token=$(member "$tokens" refresh_token)")
  say_tokens "$tokens"
  call "$(member "$tokens" access_token)" "$first"
fi
status=$(post "$(of_app revocationEndpoint)" -o /dev/null -w '%{http_code}' \
  --data-urlencode "token=$(member "$tokens" access_token)")
printf '{"step":"revoke","status":%s}\n' "$status"
read -r _
call "$(member "$tokens" access_token)" "$first"
