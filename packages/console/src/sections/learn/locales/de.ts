/** Schnellstart, Verbinden-Knopf und Ausprobieren. */
import type { Texts } from './en.ts';

export const texts: Texts = {
  'quickstart.title': 'Von nichts zum ersten Aufruf',
  'quickstart.lead':
    'Ein ganzes Programm mit den Werten dieser App. Geheimnis einsetzen, starten, die ausgegebene Adresse öffnen und das eigene Konto verbinden.',
  'quickstart.language': 'Sprache',
  'quickstart.redirectUri': 'Redirect-URI',
  'quickstart.with': 'Mit {{library}}',
  'quickstart.install': 'Installieren',
  'quickstart.run': 'Starten',
  'quickstart.know': 'Was hier zu wissen ist',
  'quickstart.none.title': 'Diese App schickt niemanden irgendwohin',
  'quickstart.none.text': 'Sie hat keine Redirect-URI. Mit einer wird der Schnellstart ausgefüllt.',
  'dead.java':
    '{{name}} endete 2022. Nachfolger ist der OAuth-2.0-Client von Spring Security selbst; dieses Programm nimmt Nimbus, die Bibliothek darunter.',
  'dead.csharp': '{{name}} wird nicht mehr gepflegt. Nachfolger ist der OAuth-Handler von ASP.NET Core.',
  'note.secret':
    'Das Geheimnis kommt aus der Umgebung Ihres Servers. Es steht nie im Code, in einem Browser, in einer App auf einem Telefon oder in einem Protokoll.',
  'note.noSecret': 'Eine öffentliche App hat kein Geheimnis: PKCE beweist, dass beendet, wer begonnen hat.',
  'note.state':
    'state und der PKCE-Verifier werden für jeden Versuch neu gemacht und in einem Cookie desselben Browsers gehalten: Eine Antwort, um die niemand gebeten hat, wird abgelehnt.',
  'note.judgedState':
    'Dieser Anbieter beurteilt state: mindestens 32 Zeichen, zufällig und nie von jemand anderem benutzt. Was die Programme machen, wird angenommen.',
  'note.tokens':
    'Bewahren Sie Tokens wie Passwörter auf: auf Ihrem Server, verschlüsselt, eine Zeile je Person.',
  'note.exactRedirectUri': 'Die Redirect-URI ist in beiden Schritten die registrierte, Zeichen für Zeichen.',
  'note.registerHere':
    'Die Redirect-URI liegt nicht auf diesem Rechner: Registrieren Sie für die Entwicklung auch eine wie http://localhost:3000/callback.',
  'note.getToken':
    'Die Token-Anfrage ist ein GET mit allem in der Adresse. Senden Sie sie von Ihrem Server und halten Sie sie aus Ihren Protokollen.',
  'note.formPost':
    'Die Antwort wird als Formular an Ihre Redirect-URI geschickt. Verlangen Sie response_mode=query, wenn Ihre Bibliothek das nicht lesen kann.',
  'note.noScope': 'Es gibt keine Scopes: Eine Verbindung öffnet die ganze API.',
  'note.rotatingRefresh':
    'Jede Erneuerung gibt ein neues Refresh-Token und verbraucht das alte. Erneuern Sie an einer Stelle zugleich: Ein zweimal benutztes Token beendet die Verbindung.',
  'note.noRefresh': 'Es gibt kein Refresh-Token. Ist das Zugriffstoken abgelaufen, wird neu verbunden.',
  'note.untilRevoked':
    'Das Token gilt, bis die Person es zurücknimmt. Dann lehnt die API es ab: Zeigen Sie wieder Ihren Verbinden-Knopf.',
  'note.approval': 'Das Unternehmen genehmigt Apps, bevor sie verbinden können.',
  'note.withoutTls': 'Dieser Server spricht http auf diesem Rechner. Im Betrieb ist jede Adresse https.',
  'note.exampleCall':
    'Das Unternehmen hat nicht gesagt, wo seine API ist: Ersetzen Sie die Adresse des Aufrufs.',
  'button.title': 'Verbinden-Knopf',
  'button.lead':
    'Das Verbinden beginnt auf Ihrer eigenen Seite. Der Knopf führt zu Ihrem Server, der einen neuen state macht und den Browser weiterschickt: Geheimes steht nicht darin.',
  'button.label': 'Worte auf dem Knopf',
  'button.label.default': 'Mit {{provider}} verbinden',
  'button.address': 'Adresse auf Ihrem Server',
  'button.preview': 'So sieht er aus',
  'button.html': 'HTML',
  'try.title': 'Der ganze Ablauf, Schritt für Schritt',
  'try.lead':
    'Echte Anfragen mit Ihrer eigenen Person oder einer Testperson. Geheimnis und Tokens bleiben auf dem Server: Hier sehen Sie, was jeder Schritt sendet, was zurückkommt und warum er misslingt.',
  'try.begin': 'Beginnen',
  'try.again': 'Neu beginnen',
  'try.viewer.title': 'Sie dürfen diese App ansehen',
  'try.viewer.text':
    'Ausprobieren können sie ihr Eigentümer und ihre Entwickler: Dabei entsteht eine echte Verbindung.',
  'try.refused': 'Das wurde abgelehnt: {{reason}}',
  'try.authorize.title': '1. Die App schickt die Person zu dieser Adresse',
  'try.authorize.lead':
    'Ändern Sie einen Parameter oder leeren Sie ihn, um ihn wegzulassen, und sehen Sie, was der Server sagt.',
  'try.address': 'Adresse',
  'try.open': 'In neuem Fenster öffnen',
  'try.open.note':
    'Zeigt jenes Fenster ein Problem und kommt nichts zurück, steht dort der Grund: Wer falsch fragt, wird nie weitergeschickt.',
  'try.received.title': '2. Die Antwort kommt zur Redirect-URI',
  'try.received.waiting':
    'Es wird auf die Antwort gewartet. Sie kommt von selbst, sobald Sie im anderen Fenster geantwortet haben.',
  'try.received.answer': 'Was zurückkam',
  'try.received.good': 'Es ist die Antwort auf diese Anfrage',
  'try.received.good.text': 'state ist der gesendete. Der Code gilt einmal und etwa eine Minute: weiter.',
  'try.received.foreign': 'state gehört nicht zu diesem Versuch',
  'try.received.foreign.text':
    'Eine App hört hier auf: Vielleicht schiebt ihr jemand einen Code unter, um den niemand gebeten hat.',
  'try.received.refused': 'Die Antwort ist nein',
  'try.received.refused.text':
    'Es gibt keinen Code. Zeigen Sie, dass nichts verbunden wurde, und wieder den Knopf.',
  'try.paste': 'Adresse aus einem anderen Browser',
  'try.paste.why': 'Ist eine Testperson anderswo angemeldet: die Adresse, die dort die letzte Seite zeigt.',
  'try.paste.take': 'Übernehmen',
  'try.token.title': '3. Die App tauscht den Code gegen ein Token',
  'try.token.lead':
    'Von Server zu Server, mit dem Geheimnis. Hier sendet dieser Server sie für Ihre App, weil Sie als Entwickler angemeldet sind: Ihr Geheimnis wird weder gebraucht noch verlangt.',
  'try.token.send': 'Token-Anfrage senden',
  'try.further.title': '4. Wofür das Token gut ist',
  'try.further.lead':
    'Die Tokens sind versiegelt: Der Server benutzt sie in diesen Schritten, und keine Seite sieht mehr von ihnen als das Ende.',
  'try.step.exchange': 'Code gegen Token',
  'try.step.call': 'API aufrufen',
  'try.step.introspect': 'Nach dem Token fragen',
  'try.step.refresh': 'Erneuern',
  'try.step.revoke': 'Zugriff zurückgeben',
  'try.revoke.note':
    'Zurückgeben beendet die Verbindung dieser App mit jenem Konto, mit allen Tokens, auch denen, die nicht hier entstanden. Das lässt sich nicht rückgängig machen; neu verbinden ist ein Klick.',
  'try.explained.exchange':
    'Der Code ist verbraucht. Das Zugriffstoken geht mit jedem Aufruf mit; ein Refresh-Token, wo es eines gibt, holt das nächste.',
  'try.explained.call':
    'Das Token steht im Authorization-Header, nie in einer Adresse. 401 heißt: erneuern oder neu verbinden.',
  'try.explained.introspect':
    'Introspection sagt, wofür ein Token gut ist. Von einem toten oder unbekannten nur, dass es nicht aktiv ist.',
  'try.explained.refresh':
    'Beide Tokens sind neu, und das alte Refresh-Token ist verbraucht: Wer es später wieder benutzt, beendet die Verbindung.',
  'try.explained.revoke':
    'Der Zugriff ist zurückgegeben: Fragen Sie nach dem Token, es ist nicht mehr aktiv.',
  'try.program': 'Dasselbe als Programm in Ihrer Sprache, mit dieser App ausgefüllt:',
  'try.program.link': 'Schnellstart',
  'try.request': 'Anfrage',
  'try.curl': 'Als curl',
  'try.answer': 'Antwort',
  'try.failed': 'Es misslang: {{code}}',
  'try.errors': 'Alle Fehler erklärt',
  'try.back.title': 'Die Antwort ist zurück',
  'try.back.lead': 'Sie steht im Fenster, in dem Sie begonnen haben. Dieses können Sie schließen.',
  'try.back.elsewhere':
    'In einem anderen Browser begonnen? Kopieren Sie diese Adresse und fügen Sie sie dort ein.',
  'parameter.response_type': 'Immer code: Die Antwort ist ein Code, nie ein Token.',
  'parameter.client_id': 'Welche App fragt.',
  'parameter.redirect_uri':
    'Wohin die Antwort geht. Hier die eigene Adresse der Konsole, nur für Sie und Ihre Testpersonen; Ihre App nennt eine eigene registrierte.',
  'parameter.scope':
    'Worum die App bittet, durch Leerzeichen getrennt. Bitten Sie um das Nötige und nicht mehr.',
  'parameter.state':
    'Zufällig, für jeden Versuch neu, in der Sitzung der Person gehalten: kommt unverändert zurück.',
  'parameter.code_challenge': 'SHA-256 des Verifiers, in base64url (PKCE).',
  'parameter.code_challenge_method': 'Wie sie entstand: immer S256.',
  'tokenParameter.code': 'Was zurückkam; einmal gültig.',
  'tokenParameter.redirect_uri': 'Dieselbe wie in Schritt 1, Zeichen für Zeichen.',
  'tokenParameter.code_verifier':
    'Das Geheimnis hinter der Challenge: beweist, dass beendet, wer begonnen hat.',
  'glossary.title': 'Was diese Wörter bedeuten',
  'term.clientSecret': 'Client-Secret',
  'term.redirectUri': 'Redirect-URI',
  'term.scope': 'Scope',
  'term.state': 'State',
  'term.pkce': 'PKCE',
  'term.authorizationCode': 'Autorisierungscode',
  'term.accessToken': 'Zugriffstoken',
  'term.refreshToken': 'Refresh-Token',
  'term.connection': 'Verbindung',
  'meaning.clientId': 'Der öffentliche Name der App auf der Leitung.',
  'meaning.clientSecret': 'Beweist, dass es die App ist. Nur dem Server der App bekannt.',
  'meaning.redirectUri':
    'Die Adresse der App, zu der Menschen zurückkommen. Vorher registriert, Zeichen für Zeichen verglichen.',
  'meaning.scope': 'Eine Berechtigung mit einem einfachen Satz, den Menschen lesen, bevor sie sie erlauben.',
  'meaning.state':
    'Ein zufälliger Text, an dem eine App ihre eigene Anfrage erkennt, wenn jemand zurückkommt.',
  'meaning.pkce': 'Ein für jeden Versuch neues Geheimnis, damit ein gestohlener Code nichts nützt.',
  'meaning.authorizationCode':
    'Was die App an ihrer Redirect-URI bekommt, einmal und eine Minute gültig; ihr Server tauscht es gegen Tokens.',
  'meaning.accessToken': 'Was die App mit jedem Aufruf der API schickt.',
  'meaning.refreshToken':
    'Holt ein neues Zugriffstoken, ohne jemanden zu fragen. Einmal gültig, dann ersetzt.',
  'meaning.connection':
    'Das Ja einer Person, dass eine App für ein Konto handeln darf: eine Zeile unter Aktive Integrationen, wo es zurückgenommen werden kann.',
};
