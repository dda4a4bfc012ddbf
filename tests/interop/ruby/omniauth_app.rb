# A web app built on omniauth-oauth2. It answers the callback with the credentials that the library got, as JSON.
require 'json'
require 'omniauth-oauth2'
require 'rack'
require 'securerandom'
require 'webrick'

APP = JSON.parse(ENV.fetch('VALETKEY_APP'))

# What a company publishes as its gem: a subclass with its addresses.
class Valetkey < OmniAuth::Strategies::OAuth2
  option :name, 'valetkey'
  option :client_options,
         authorize_url: APP['authorizationEndpoint'],
         token_url: APP['tokenEndpoint'],
         # Copernica's token request is a GET; the oauth2 gem below has an option for it.
         token_method: APP['tokenMethod'].downcase.to_sym
  option :pkce, APP['pkce']

  # Without the query of the present request: the redirect URI is the registered one, byte for byte.
  def callback_url
    full_host + callback_path
  end
end

# GET is open to login CSRF, so OmniAuth wants a POST with a token; this app has no form to put one in.
OmniAuth.config.allowed_request_methods = %i[get]
OmniAuth.config.silence_get_warning = true
OmniAuth.config.logger = Logger.new($stderr, level: Logger::ERROR)

answer = lambda do |env|
  auth = env['omniauth.auth']
  # The library keeps the token object on the strategy; `credentials` leaves out a refresh token without an expiry.
  token = env['omniauth.strategy']&.access_token
  body = { error: env['omniauth.error.type'], credentials: auth&.credentials, refresh_token: token&.refresh_token }
  [auth ? 200 : 400, { 'content-type' => 'application/json' }, [JSON.generate(body)]]
end
web = Rack::Builder.new do
  use Rack::Session::Cookie, secret: SecureRandom.hex(32)
  use OmniAuth::Builder do
    provider Valetkey, APP['clientId'], APP['clientSecret'], scope: APP['scope']
  end
  run answer
end

uri = URI(APP['redirectUri'])
server = WEBrick::HTTPServer.new(
  BindAddress: 'localhost', Port: uri.port, AccessLog: [], Logger: WEBrick::Log.new($stderr, WEBrick::Log::ERROR),
  StartCallback: -> { puts JSON.generate(listening: uri.port); $stdout.flush }
)
server.mount('/', Rack::Handler::WEBrick, web.to_app)
# The driver ends this app by closing its standard input.
Thread.new { $stdin.read; server.shutdown }
server.start
