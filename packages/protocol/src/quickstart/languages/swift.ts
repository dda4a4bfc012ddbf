/** Swift with OAuthSwift, which S1 recommends: for public apps. An app with a secret keeps it on its server, and the phone opens that. */
import { doubleQuoted as q } from '../literals.ts';
import { addressesOf, hasScope, type QuickstartApp } from '../quickstart-app.ts';
import { lines, type Quickstart } from '../quickstart.ts';

export const swift: Quickstart = {
  language: 'swift',
  title: 'Swift',
  library: 'OAuthSwift',
  install: ({ isPublic }) =>
    isPublic ? ['swift package add-dependency https://github.com/OAuthSwift/OAuthSwift --from 2.2.0'] : [],
  run: () => [],
  files: app => [{ name: 'Connect.swift', text: app.isPublic ? onThePhone(app) : throughYourServer(app) }],
};

function onThePhone(app: QuickstartApp): string {
  const { authorize, token, call } = addressesOf(app);
  const scope = hasScope(app) ? app.scopes.join(' ') : '';
  return lines(
    `
import CryptoKit
import Foundation
import OAuthSwift

/// A public app: it has no secret, and PKCE takes its place.
final class Connect {
    // The library keeps the answer's way back: hold this object until it has come.
    let oauth = OAuth2Swift(
        consumerKey: ${q(app.clientId)},
        consumerSecret: "",
        authorizeUrl: ${q(authorize)},
        accessTokenUrl: ${q(token)},
        responseType: "code"
    )

    func start() {
        let verifier = random()
        let digest = Data(SHA256.hash(data: Data(verifier.utf8)))
        _ = oauth.authorize(
            withCallbackURL: ${q(app.redirectUri)},
            scope: ${q(scope)},
            state: random(),
            codeChallenge: base64url(digest),
            codeChallengeMethod: "S256",
            codeVerifier: verifier
        ) { result in
            switch result {
            case .success(let tokens):
                // Keep tokens.credential in the Keychain.
                print(tokens.credential.oauthTokenExpiresAt ?? Date.distantFuture)
                self.call()
            case .failure(let error):
                print(error.localizedDescription)
            }
        }
    }

    func call() {`,
    app.refreshes
      ? `
        // Refreshes by itself when the token has expired; each refresh token is good for one time.
        oauth.startAuthorizedRequest(${q(call)}, method: .GET, parameters: [:]) { result in`
      : `
        oauth.client.get(${q(call)}) { result in`,
    `
            if case .success(let answer) = result { print(answer.string ?? "") }
        }
    }

    private func random() -> String {
        base64url(Data((0..<32).map { _ in UInt8.random(in: 0...255) }))
    }

    private func base64url(_ data: Data) -> String {
        data.base64EncodedString()
            .replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
    }
}

// In your AppDelegate, when the system opens your callback:
//     OAuthSwift.handle(url: url)`,
  );
}

function throughYourServer(app: QuickstartApp): string {
  return lines(
    `
import AuthenticationServices

/// This app has a secret, and whatever is on a phone can be read by its owner. So the phone opens your server, which connects
/// as in the quickstarts for servers (client id ${comment(app.clientId)}) and at its end redirects to "your-app://connected".
final class Connect: NSObject, ASWebAuthenticationPresentationContextProviding {
    private var session: ASWebAuthenticationSession?

    func start() {
        session = ASWebAuthenticationSession(
            url: URL(string: ${q(`${new URL(app.redirectUri).origin}/connect`)})!,
            callbackURLScheme: "your-app"
        ) { callback, error in
            // No token comes here: your app asks your server, and your server calls the API.
            print(callback?.absoluteString ?? error?.localizedDescription ?? "")
        }
        session?.presentationContextProvider = self
        session?.start()
    }

    func presentationAnchor(for session: ASWebAuthenticationSession) -> ASPresentationAnchor {
        ASPresentationAnchor()
    }
}`,
  );
}

/** In a comment of one line. */
function comment(text: string): string {
  return text.replaceAll(/[^\w.-]/g, '');
}
