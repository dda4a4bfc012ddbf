/** Ruby with the oauth2 gem, which S1 recommends. */
import { singleQuoted as q } from '../literals.ts';
import { addressesOf, attemptCookie, hasScope, tokenByGet, type QuickstartApp } from '../quickstart-app.ts';
import { lines, type Quickstart } from '../quickstart.ts';

export const ruby: Quickstart = {
  language: 'ruby',
  title: 'Ruby',
  library: 'oauth2',
  install: () => ['gem install oauth2 webrick'],
  run: () => ['CLIENT_SECRET=… ruby quickstart.rb'],
  files: app => [{ name: 'quickstart.rb', text: program(app) }],
};

function program(app: QuickstartApp): string {
  const { authorize, token, call, host, port, callback } = addressesOf(app);
  return lines(
    `
require 'base64'
require 'digest'
require 'oauth2'
require 'securerandom'
require 'webrick'

REDIRECT_URI = ${q(app.redirectUri)}
API = ${q(call)}
CLIENT = OAuth2::Client.new(
  ${q(app.clientId)},
  ENV.fetch('CLIENT_SECRET'), # never in the code, never in a browser
  authorize_url: ${q(authorize)},
  token_url: ${q(token)},`,
    tokenByGet(app) ? "  token_method: :get, # this provider's token request is a GET" : null,
    `
  auth_scheme: :request_body
)

token = nil # yours: a row per user in your database, encrypted
server = WEBrick::HTTPServer.new(BindAddress: ${q(host)}, Port: ${port}, AccessLog: [],
                                 StartCallback: -> { puts 'http://${host}:${port}/'; $stdout.flush })

server.mount_proc '/connect' do |_request, response|
  state = SecureRandom.urlsafe_base64(32)
  verifier = SecureRandom.urlsafe_base64(48)
  response['Set-Cookie'] = "attempt=#{state}.#{verifier}; ${attemptCookie(app)}"
  response.set_redirect(
    WEBrick::HTTPStatus::Found,
    CLIENT.auth_code.authorize_url(
      redirect_uri: REDIRECT_URI,`,
    hasScope(app) ? `      scope: ${q(app.scopes.join(' '))},` : null,
    `
      state: state,
      code_challenge: Base64.urlsafe_encode64(Digest::SHA256.digest(verifier), padding: false),
      code_challenge_method: 'S256'
    )
  )
end

server.mount_proc ${q(callback)} do |request, response|
  attempt = request.cookies.find { |cookie| cookie.name == 'attempt' }&.value.to_s
  state, verifier = attempt.split('.')
  # From the address or from a form, as the provider sends it.
  raise WEBrick::HTTPStatus::BadRequest, 'no attempt of this browser' unless state && request.query['state'] == state
  raise WEBrick::HTTPStatus::BadRequest, request.query['error'].to_s unless request.query['code']

  token = CLIENT.auth_code.get_token(request.query['code'].to_s, redirect_uri: REDIRECT_URI, code_verifier: verifier)
  response['Set-Cookie'] = 'attempt=; Path=/; Max-Age=0'
  response.set_redirect(WEBrick::HTTPStatus::Found, '/')
end

server.mount_proc '/' do |_request, response|
  if token`,
    app.refreshes
      ? `
    # Each refresh token is good for one time: keep the new one.
    token = token.refresh! if token.expired?`
      : null,
    `
    answer = token.get(API, raise_errors: false)
    response.status = answer.status
    response['Content-Type'] = answer.content_type
    response.body = answer.body
  else
    response['Content-Type'] = 'text/html'
    response.body = '<a href="/connect">Connect</a>'
  end
end

%w[INT TERM].each { |signal| trap(signal) { server.shutdown } }
server.start`,
  );
}
