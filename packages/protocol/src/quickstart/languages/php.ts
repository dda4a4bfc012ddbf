/** PHP with league/oauth2-client, which S1 recommends. */
import { singleQuoted as q } from '../literals.ts';
import { addressesOf, callbackByPost, hasScope, tokenByGet, type QuickstartApp } from '../quickstart-app.ts';
import { lines, type Quickstart } from '../quickstart.ts';

export const php: Quickstart = {
  language: 'php',
  title: 'PHP',
  library: 'league/oauth2-client',
  install: () => ['composer require league/oauth2-client'],
  run: app => {
    const { host, port } = addressesOf(app);
    return [`CLIENT_SECRET=… php -S ${host}:${port} quickstart.php`];
  },
  files: app => [{ name: 'quickstart.php', text: program(app) }],
};

function program(app: QuickstartApp): string {
  const { authorize, token, call, callback } = addressesOf(app);
  return lines(
    `
<?php
require 'vendor/autoload.php';

use League\\OAuth2\\Client\\Provider\\GenericProvider;

$provider = new GenericProvider([
    'clientId' => ${q(app.clientId)},
    'clientSecret' => getenv('CLIENT_SECRET'), // never in the code, never in a browser
    'redirectUri' => ${q(app.redirectUri)},
    'urlAuthorize' => ${q(authorize)},
    'urlAccessToken' => ${q(token)},
    'urlResourceOwnerDetails' => '',`,
    hasScope(app) ? `    'scopes' => ${q(app.scopes.join(' '))},` : null,
    tokenByGet(app) ? "    'accessTokenMethod' => 'GET', // this provider's token request is a GET" : null,
    `
    'pkceMethod' => 'S256',
]);`,
    callbackByPost(app)
      ? `
// The provider's page posts the answer from its own site: only such a cookie comes along.
session_set_cookie_params(['httponly' => true, 'samesite' => 'None', 'secure' => true]);`
      : `
session_set_cookie_params(['httponly' => true, 'samesite' => 'Lax']);`,
    `
session_start();
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);

if ($path === '/connect') {
    $state = bin2hex(random_bytes(32));
    $url = $provider->getAuthorizationUrl(['state' => $state]);
    $_SESSION['attempt'] = ['state' => $state, 'verifier' => $provider->getPkceCode()];
    header("Location: $url");
} elseif ($path === ${q(callback)}) {
    $received = ${callbackByPost(app) ? '$_POST' : '$_GET'};
    $attempt = $_SESSION['attempt'] ?? null;
    unset($_SESSION['attempt']);
    if ($attempt === null || !hash_equals($attempt['state'], $received['state'] ?? '')) {
        http_response_code(400);
        exit('This answer belongs to no attempt of this browser.');
    }
    if (!isset($received['code'])) {
        http_response_code(400);
        exit(htmlspecialchars($received['error'] ?? 'no code'));
    }
    $provider->setPkceCode($attempt['verifier']);
    // Yours: a row per user in your database, encrypted.
    $_SESSION['tokens'] = $provider->getAccessToken('authorization_code', ['code' => $received['code']]);
    header('Location: /');
} elseif (isset($_SESSION['tokens'])) {`,
    app.refreshes
      ? `
    // Each refresh token is good for one time: keep the new one.
    if ($_SESSION['tokens']->hasExpired()) {
        $_SESSION['tokens'] = $provider->getAccessToken('refresh_token', [
            'refresh_token' => $_SESSION['tokens']->getRefreshToken(),
        ]);
    }`
      : null,
    `
    $request = $provider->getAuthenticatedRequest('GET', ${q(call)}, $_SESSION['tokens']);
    $answer = $provider->getHttpClient()->send($request, ['http_errors' => false]);
    http_response_code($answer->getStatusCode());
    header('Content-Type: ' . $answer->getHeaderLine('Content-Type'));
    echo $answer->getBody();
} else {
    echo '<a href="/connect">Connect</a>';
}`,
  );
}
