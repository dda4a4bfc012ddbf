# An app built on the oauth2 gem: connect, call, refresh, revoke. Prints its steps as lines of JSON.
require 'base64'
require 'digest'
require 'json'
require 'oauth2'
require 'securerandom'

$stdout.sync = true
app = JSON.parse(ENV.fetch('VALETKEY_APP'))

say = ->(line) { puts JSON.generate(line) }
say_tokens = lambda do |token|
  say.call(step: 'tokens', access_token: token.token, refresh_token: token.refresh_token)
end
call = lambda do |token, url|
  answer = token.get(url)
  say.call(step: 'call', url: url, status: answer.status, body: JSON.parse(answer.body))
end

client = OAuth2::Client.new(
  app['clientId'], app['clientSecret'],
  authorize_url: app['authorizationEndpoint'],
  token_url: app['tokenEndpoint'],
  # Copernica's token request is a GET; the gem has an option for it.
  token_method: app['tokenMethod'].downcase.to_sym,
  raise_errors: false
)
verifier = SecureRandom.urlsafe_base64(48)
challenge = Base64.urlsafe_encode64(Digest::SHA256.digest(verifier), padding: false)
asked = app['pkce'] ? { code_challenge: challenge, code_challenge_method: 'S256' } : {}
proved = app['pkce'] ? { code_verifier: verifier } : {}
target = { redirect_uri: app['redirectUri'] }
say.call(step: 'authorize',
         url: client.auth_code.authorize_url(**target, scope: app['scope'], state: app['state'], **asked))
params = JSON.parse($stdin.gets)['params']
raise 'another state came back' unless params['state'] == app['state']

token = client.auth_code.get_token(params['code'], **target, **proved)
say_tokens.call(token)
app['calls'].each { |url| call.call(token, url) }
if app['refresh']
  token = token.refresh!
  say_tokens.call(token)
  call.call(token, app['calls'][0])
end
form = { token: token.token, client_id: app['clientId'], client_secret: app['clientSecret'] }
say.call(step: 'revoke', status: client.request(:post, app['revocationEndpoint'], body: form).status)
$stdin.gets
call.call(token, app['calls'][0])
