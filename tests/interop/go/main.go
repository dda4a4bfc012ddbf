// An app built on golang.org/x/oauth2: connect, call, refresh, revoke. Prints its steps as lines of JSON.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"net/url"
	"os"
	"time"

	"golang.org/x/oauth2"
)

type app struct {
	AuthorizationEndpoint, TokenEndpoint, RevocationEndpoint string
	ClientID, ClientSecret, RedirectURI, Scope, State        string
	Pkce, Refresh                                            bool
	Calls                                                    []string
}

var (
	ctx   = context.Background()
	input = bufio.NewReader(os.Stdin)
)

func main() {
	var a app
	check(json.Unmarshal([]byte(os.Getenv("VALETKEY_APP")), &a))
	config := &oauth2.Config{
		ClientID:     a.ClientID,
		ClientSecret: a.ClientSecret,
		// Without an AuthStyle the library tries Basic first and the body next, and remembers what worked.
		Endpoint:    oauth2.Endpoint{AuthURL: a.AuthorizationEndpoint, TokenURL: a.TokenEndpoint},
		RedirectURL: a.RedirectURI,
		Scopes:      []string{a.Scope},
	}
	token := connect(a, config)
	sayTokens(token)
	for _, address := range a.Calls {
		call(config.Client(ctx, token), address)
	}
	if a.Refresh {
		token = refresh(config, token)
		sayTokens(token)
		call(config.Client(ctx, token), a.Calls[0])
	}
	revoke(a, token)
	input.ReadString('\n')
	call(config.Client(ctx, token), a.Calls[0])
}

func connect(a app, config *oauth2.Config) *oauth2.Token {
	verifier := oauth2.GenerateVerifier()
	var asked, proved []oauth2.AuthCodeOption
	if a.Pkce {
		asked = append(asked, oauth2.S256ChallengeOption(verifier))
		proved = append(proved, oauth2.VerifierOption(verifier))
	}
	say(map[string]any{"step": "authorize", "url": config.AuthCodeURL(a.State, asked...)})
	line, err := input.ReadBytes('\n')
	check(err)
	var callback struct{ Params map[string]string }
	check(json.Unmarshal(line, &callback))
	if callback.Params["state"] != a.State {
		log.Fatal("another state came back")
	}
	token, err := config.Exchange(ctx, callback.Params["code"], proved...)
	check(err)
	return token
}

// The library refreshes what has expired: a token of the past makes it do so now.
func refresh(config *oauth2.Config, token *oauth2.Token) *oauth2.Token {
	expired := *token
	expired.Expiry = time.Now().Add(-time.Minute)
	fresh, err := config.TokenSource(ctx, &expired).Token()
	check(err)
	return fresh
}

func revoke(a app, token *oauth2.Token) {
	form := url.Values{"token": {token.AccessToken}, "client_id": {a.ClientID}, "client_secret": {a.ClientSecret}}
	response, err := http.PostForm(a.RevocationEndpoint, form)
	check(err)
	response.Body.Close()
	say(map[string]any{"step": "revoke", "status": response.StatusCode})
}

func call(client *http.Client, address string) {
	response, err := client.Get(address)
	check(err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	check(err)
	say(map[string]any{"step": "call", "url": address, "status": response.StatusCode, "body": json.RawMessage(body)})
}

func sayTokens(token *oauth2.Token) {
	say(map[string]any{"step": "tokens", "access_token": token.AccessToken, "refresh_token": token.RefreshToken})
}

func say(line any) {
	check(json.NewEncoder(os.Stdout).Encode(line))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
