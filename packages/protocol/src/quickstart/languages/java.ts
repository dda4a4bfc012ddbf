/** Java with Nimbus, on which Spring Security's OAuth 2.0 client stands. */
import { doubleQuoted as q } from '../literals.ts';
import {
  addressesOf,
  attemptCookie,
  callbackByPost,
  hasScope,
  tokenByGet,
  type QuickstartApp,
} from '../quickstart-app.ts';
import { lines, type Quickstart } from '../quickstart.ts';

export const java: Quickstart = {
  language: 'java',
  title: 'Java',
  library: 'com.nimbusds:oauth2-oidc-sdk',
  dead: {
    name: 'Spring Security OAuth',
    successor: 'Spring Security’s own OAuth 2.0 client, or Nimbus under it',
  },
  install: () => ['mvn dependency:copy-dependencies -DoutputDirectory=lib'],
  run: () => ["CLIENT_SECRET=… java -cp 'lib/*' Quickstart.java"],
  files: app => [
    { name: 'Quickstart.java', text: program(app) },
    { name: 'pom.xml', text: POM },
  ],
};

/** Of no app: the same for all. */
export const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>quickstart</groupId>
  <artifactId>quickstart</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.nimbusds</groupId>
      <artifactId>oauth2-oidc-sdk</artifactId>
      <version>11.30</version>
    </dependency>
  </dependencies>
</project>
`;

function program(app: QuickstartApp): string {
  const { authorize, token, call, host, port, callback } = addressesOf(app);
  return lines(
    `
import com.nimbusds.oauth2.sdk.*;
import com.nimbusds.oauth2.sdk.auth.*;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.*;
import com.nimbusds.oauth2.sdk.pkce.*;
import com.nimbusds.oauth2.sdk.token.*;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.*;
import java.net.*;
import java.net.http.*;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.*;

public class Quickstart {
  static final ClientID ID = new ClientID(${q(app.clientId)});
  // Never in the code, never in a browser.
  static final Secret SECRET = new Secret(System.getenv("CLIENT_SECRET"));
  static final URI REDIRECT_URI = URI.create(${q(app.redirectUri)});
  static final URI TOKEN = URI.create(${q(token)});
  static final URI API = URI.create(${q(call)});

  static Tokens tokens; // yours: a row per user in your database, encrypted
  static Instant expires = Instant.MAX;

  public static void main(String[] arguments) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(${q(host)}, ${port}), 0);
    server.createContext("/", Quickstart::answer);
    server.start();
    System.out.println(${q(`http://${host}:${port}/`)});
  }

  static void answer(HttpExchange http) throws java.io.IOException {
    try {
      switch (http.getRequestURI().getPath()) {
        case "/connect" -> connect(http);
        case ${q(callback)} -> finish(http);
        default -> {
          if (tokens != null) callApi(http);
          else send(http, 200, "text/html", "<a href=\\"/connect\\">Connect</a>");
        }
      }
    } catch (Exception error) {
      error.printStackTrace();
      send(http, 500, "text/plain", "");
    }
  }

  static void connect(HttpExchange http) throws Exception {
    State state = new State();
    CodeVerifier verifier = new CodeVerifier();
    URI location = new AuthorizationRequest.Builder(ResponseType.CODE, ID)
        .endpointURI(URI.create(${q(authorize)}))
        .redirectionURI(REDIRECT_URI)`,
    hasScope(app) ? `        .scope(new Scope(${app.scopes.map(q).join(', ')}))` : null,
    `
        .state(state)
        .codeChallenge(verifier, CodeChallengeMethod.S256)
        .build().toURI();
    String attempt = state + "." + verifier.getValue();
    http.getResponseHeaders().add("Set-Cookie", "attempt=" + attempt + "; ${attemptCookie(app)}");
    redirect(http, location.toString());
  }

  static void finish(HttpExchange http) throws Exception {`,
    callbackByPost(app)
      ? `
    // The provider's page posts code and state here.
    String query = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, List<String>> received = URLUtils.parseParameters(query);`
      : `
    Map<String, List<String>> received = URLUtils.parseParameters(http.getRequestURI().getRawQuery());`,
    `
    String cookie = Objects.requireNonNullElse(http.getRequestHeaders().getFirst("Cookie"), "");
    String[] attempt = cookie.replaceAll(".*attempt=([^;]*).*", "$1").split("\\\\.");
    AuthorizationResponse response = AuthorizationResponse.parse(REDIRECT_URI, received);
    if (attempt.length != 2 || !new State(attempt[0]).equals(response.getState())) {
      send(http, 400, "text/plain", "This answer belongs to no attempt of this browser.");
      return;
    }
    if (!response.indicatesSuccess()) {
      send(http, 400, "text/plain", response.toErrorResponse().getErrorObject().getCode());
      return;
    }
    AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();`,
    tokenByGet(app)
      ? `
    // This provider's token request is a GET, which the library does not know; its answer has the token alone.
    String query = URLUtils.serializeParameters(Map.of(
        "client_id", List.of(ID.getValue()), "client_secret", List.of(SECRET.getValue()), "code", List.of(code.getValue()),
        "redirect_uri", List.of(REDIRECT_URI.toString()), "code_verifier", List.of(attempt[1])));
    HTTPRequest request = new HTTPRequest(HTTPRequest.Method.GET, URI.create(TOKEN + "?" + query));
    String token = (String) request.send().getBodyAsJSONObject().get("access_token");
    tokens = new Tokens(new BearerAccessToken(token), null);`
      : `
    save(new AuthorizationCodeGrant(code, REDIRECT_URI, new CodeVerifier(attempt[1])));`,
    `
    http.getResponseHeaders().add("Set-Cookie", "attempt=; Path=/; Max-Age=0");
    redirect(http, "/");
  }
`,
    tokenByGet(app)
      ? null
      : `

  static void save(AuthorizationGrant grant) throws Exception {
    ClientAuthentication app = new ClientSecretPost(ID, SECRET);
    TokenResponse response = TokenResponse.parse(new TokenRequest(TOKEN, app, grant).toHTTPRequest().send());
    if (!response.indicatesSuccess()) throw new Exception(response.toErrorResponse().getErrorObject().toString());
    tokens = response.toSuccessResponse().getTokens();
    long seconds = tokens.getAccessToken().getLifetime(); // 0: lives until revoked
    expires = seconds == 0 ? Instant.MAX : Instant.now().plusSeconds(seconds);
  }`,
    `

  static void callApi(HttpExchange http) throws Exception {`,
    app.refreshes
      ? `
    // Each refresh token is good for one time: keep the new one.
    if (Instant.now().isAfter(expires)) save(new RefreshTokenGrant(tokens.getRefreshToken()));`
      : null,
    `
    var request = java.net.http.HttpRequest.newBuilder(API)
        .header("Authorization", tokens.getAccessToken().toAuthorizationHeader()).build();
    var answer = HttpClient.newHttpClient().send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
    send(http, answer.statusCode(), "application/json", answer.body());
  }

  static void redirect(HttpExchange http, String location) throws Exception {
    http.getResponseHeaders().add("Location", location);
    http.sendResponseHeaders(302, -1);
    http.close();
  }

  static void send(HttpExchange http, int status, String type, String text) throws java.io.IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    http.getResponseHeaders().add("Content-Type", type);
    http.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    http.getResponseBody().write(body);
    http.close();
  }
}`,
  );
}
