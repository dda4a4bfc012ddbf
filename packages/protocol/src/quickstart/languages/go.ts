/** Go with golang.org/x/oauth2, which S1 recommends. */
import { doubleQuoted as q } from '../literals.ts';
import { addressesOf, callbackByPost, hasScope, tokenByGet, type QuickstartApp } from '../quickstart-app.ts';
import { lines, type Quickstart } from '../quickstart.ts';

export const go: Quickstart = {
  language: 'go',
  title: 'Go',
  library: 'golang.org/x/oauth2',
  install: () => ['go mod init quickstart && go get golang.org/x/oauth2'],
  run: () => ['CLIENT_SECRET=… go run .'],
  files: app => [{ name: 'main.go', text: program(app) }],
};

function program(app: QuickstartApp): string {
  const { authorize, token, call, host, port, callback } = addressesOf(app);
  const byGet = tokenByGet(app);
  const sameSite = callbackByPost(app)
    ? 'SameSite: http.SameSiteNoneMode, Secure: true'
    : 'SameSite: http.SameSiteLaxMode';
  return lines(
    `
package main

import (
	"context"
	"crypto/rand"`,
    byGet ? '	"encoding/json"' : null,
    `
	"io"
	"log"
	"net/http"`,
    byGet ? '	"net/url"' : null,
    `
	"os"
	"strings"

	"golang.org/x/oauth2"
)

var config = &oauth2.Config{
	ClientID:     ${q(app.clientId)},
	ClientSecret: os.Getenv("CLIENT_SECRET"), // never in the code, never in a browser
	RedirectURL:  ${q(app.redirectUri)},`,
    hasScope(app) ? `	Scopes:       []string{${app.scopes.map(q).join(', ')}},` : null,
    `
	Endpoint: oauth2.Endpoint{
		AuthURL:   ${q(authorize)},
		TokenURL:  ${q(token)},
		AuthStyle: oauth2.AuthStyleInParams,
	},
}

// Yours: a row per user in your database, encrypted.
var tokens oauth2.TokenSource

func main() {
	http.HandleFunc("/connect", connect)
	http.HandleFunc(${q(callback)}, finish)
	http.HandleFunc("/", call)
	log.Print(${q(`http://${host}:${port}/`)})
	log.Fatal(http.ListenAndServe(${q(`${host.includes(':') ? `[${host}]` : host}:${port}`)}, nil))
}

func connect(w http.ResponseWriter, r *http.Request) {
	state, verifier := rand.Text()+rand.Text(), oauth2.GenerateVerifier()
	http.SetCookie(w, &http.Cookie{Name: "attempt", Value: state + "." + verifier, Path: "/", HttpOnly: true, ${sameSite}})
	http.Redirect(w, r, config.AuthCodeURL(state, oauth2.S256ChallengeOption(verifier)), http.StatusFound)
}

func finish(w http.ResponseWriter, r *http.Request) {
	attempt, err := r.Cookie("attempt")
	if err != nil {
		attempt = &http.Cookie{}
	}
	state, verifier, _ := strings.Cut(attempt.Value, ".")
	// FormValue reads the address and a form alike.
	if state == "" || r.FormValue("state") != state {
		http.Error(w, "This answer belongs to no attempt of this browser.", http.StatusBadRequest)
		return
	}
	if r.FormValue("code") == "" {
		http.Error(w, r.FormValue("error"), http.StatusBadRequest)
		return
	}
	token, err := ${byGet ? 'exchange' : 'config.Exchange'}(${
    byGet
      ? 'r.FormValue("code"), verifier'
      : 'r.Context(), r.FormValue("code"), oauth2.VerifierOption(verifier)'
  })
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}`,
    app.refreshes
      ? '	// Refreshes by itself when the token has expired; each refresh token is good for one time.'
      : null,
    `
	tokens = config.TokenSource(context.Background(), token)
	http.SetCookie(w, &http.Cookie{Name: "attempt", Path: "/", MaxAge: -1})
	http.Redirect(w, r, "/", http.StatusFound)
}
`,
    byGet
      ? `

// This provider's token request is a GET, which the library does not know.
func exchange(code, verifier string) (*oauth2.Token, error) {
	query := url.Values{
		"client_id": {config.ClientID}, "client_secret": {config.ClientSecret},
		"redirect_uri": {config.RedirectURL}, "code": {code}, "code_verifier": {verifier},
	}
	answer, err := http.Get(config.Endpoint.TokenURL + "?" + query.Encode())
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	token := &oauth2.Token{}
	return token, json.NewDecoder(answer.Body).Decode(token)
}`
      : null,
    `

func call(w http.ResponseWriter, r *http.Request) {
	if tokens == nil {
		io.WriteString(w, "<a href=\\"/connect\\">Connect</a>")
		return
	}
	answer, err := oauth2.NewClient(r.Context(), tokens).Get(${q(call)})
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer answer.Body.Close()
	w.Header().Set("Content-Type", answer.Header.Get("Content-Type"))
	w.WriteHeader(answer.StatusCode)
	io.Copy(w, answer.Body)
}`,
  );
}
