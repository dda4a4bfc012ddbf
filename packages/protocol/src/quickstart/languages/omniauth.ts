/** Ruby with OmniAuth, for apps on Rack or Rails; S1 recommends it beside the oauth2 gem. */
import { singleQuoted as q } from '../literals.ts';
import { addressesOf, callbackByPost, hasScope, tokenByGet, type QuickstartApp } from '../quickstart-app.ts';
import { lines, type Quickstart } from '../quickstart.ts';

export const omniauth: Quickstart = {
  language: 'omniauth',
  title: 'Ruby, OmniAuth',
  library: 'omniauth-oauth2',
  install: () => ['gem install omniauth-oauth2 rack-session rackup webrick'],
  run: app => {
    const { host, port } = addressesOf(app);
    return [`CLIENT_SECRET=… SESSION_SECRET=$(openssl rand -hex 64) rackup -s webrick -o ${host} -p ${port}`];
  },
  files: app => [{ name: 'config.ru', text: program(app) }],
};

function program(app: QuickstartApp): string {
  const { authorize, token, call, callback } = addressesOf(app);
  return lines(
    `
require 'omniauth-oauth2'

class Company < OmniAuth::Strategies::OAuth2
  option :name, 'company'
  option :client_options,
         authorize_url: ${q(authorize)},`,
    tokenByGet(app)
      ? `
         token_url: ${q(token)},
         token_method: :get # this provider's token request is a GET`
      : `         token_url: ${q(token)}`,
    `  option :pkce, true`,
    callbackByPost(app)
      ? `
  # Posted from another site, the answer would come without the session's cookie.
  option :authorize_params, response_mode: 'query'`
      : null,
    `

  def callback_url
    ${q(app.redirectUri)}
  end
end

use Rack::Session::Cookie, secret: ENV.fetch('SESSION_SECRET'), same_site: :lax
use OmniAuth::Builder do
  provider Company,
           ${q(app.clientId)},
           ENV.fetch('CLIENT_SECRET'), # never in the code, never in a browser
           request_path: '/connect',
           callback_path: ${q(callback)}${hasScope(app) ? ',' : ''}`,
    hasScope(app) ? `           scope: ${q(app.scopes.join(' '))}` : null,
    `
end

token = nil # yours: a row per user in your database, encrypted
run(lambda do |env|
  if env['PATH_INFO'] == ${q(callback)} && env['omniauth.auth']
    token = env['omniauth.strategy'].access_token
    next [302, { 'location' => '/' }, []]
  end
  if token`,
    app.refreshes
      ? `
    # Each refresh token is good for one time: keep the new one.
    token = token.refresh! if token.expired?`
      : null,
    `
    answer = token.get(${q(call)}, raise_errors: false)
    next [answer.status, { 'content-type' => answer.content_type.to_s }, [answer.body]]
  end
  # OmniAuth begins by a POST with a token of the page, so that no other site can begin it.
  proof = Rack::Protection::AuthenticityToken.token(env['rack.session'])
  form = %(<form method="post" action="/connect"><button>Connect</button>) +
         %(<input type="hidden" name="authenticity_token" value="#{proof}"></form>)
  [200, { 'content-type' => 'text/html' }, [form]]
end)`,
  );
}
