"""An app built on requests-oauthlib: connect, call, refresh, revoke. Prints its steps as lines of JSON."""
import json
import os
import sys

# The test's server listens on loopback without TLS.
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
from requests_oauthlib import OAuth2Session  # noqa: E402

app = json.loads(os.environ["VALETKEY_APP"])
credentials = {"client_id": app["clientId"], "client_secret": app["clientSecret"]}


def say(**line):
    print(json.dumps(line), flush=True)


def say_tokens(token):
    say(step="tokens", access_token=token["access_token"], refresh_token=token.get("refresh_token"))


def call(url):
    answer = session.get(url)
    say(step="call", url=url, status=answer.status_code, body=answer.json())


session = OAuth2Session(
    app["clientId"],
    redirect_uri=app["redirectUri"],
    scope=[app["scope"]],
    pkce="S256" if app["pkce"] else None,
)
# The library's own state has 30 characters, which Copernica refuses as too short: the app gives its own.
url, state = session.authorization_url(app["authorizationEndpoint"], state=app["state"])
say(step="authorize", url=url)
callback = json.loads(sys.stdin.readline())
if callback["method"] == "GET":
    received = {"authorization_response": callback["url"]}
else:
    # Copper posts its callback: the web framework has the form, and the app compares the state.
    assert callback["params"]["state"] == state
    received = {"code": callback["params"]["code"]}
if app["tokenMethod"] == "GET":
    received["method"] = "GET"
token = session.fetch_token(
    app["tokenEndpoint"], client_secret=app["clientSecret"], include_client_id=True, **received
)
say_tokens(token)
for url in app["calls"]:
    call(url)
if app["refresh"]:
    say_tokens(session.refresh_token(app["tokenEndpoint"], **credentials))
    call(app["calls"][0])
form = {"token": session.token["access_token"], **credentials}
# Without a token of its own: revocation is authenticated by the app's credentials.
answer = session.post(app["revocationEndpoint"], data=form, withhold_token=True)
say(step="revoke", status=answer.status_code)
sys.stdin.readline()
call(app["calls"][0])
