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
