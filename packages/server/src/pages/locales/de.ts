/** The words of the hosted pages in German. */
import type { Locale } from '../texts.ts';

export const de: Locale = {
  'page.skip': 'Zum Inhalt springen',
  'page.languages': 'Sprache',
  'page.notice': 'Bitte beachten',
  'page.privacy': 'Datenschutz',
  'page.terms': 'Nutzungsbedingungen',
  'page.support': 'Hilfe',
  'page.securedBy': 'Gesichert durch Valetkey',
  'console.needsJavaScript':
    'Die Konsole braucht JavaScript: Erlauben Sie es für diese Website und laden Sie die Seite neu.',
  'page.newTab': '(öffnet einen neuen Tab)',

  'standing.verified': 'Geprüfter Herausgeber',
  'standing.unverified': 'Herausgeber nicht geprüft',
  'standing.development': 'In Entwicklung',
  'standing.by': 'von {publisher}',
  'standing.verified.means': '{provider} hat geprüft, wer diese App herausgibt.',
  'standing.unverified.means':
    '{provider} hat nicht geprüft, wer diese App herausgibt. Geben Sie nur Zugang, wenn Sie den Herausgeber kennen und ihm vertrauen.',
  'standing.development.means':
    'An dieser App wird noch gebaut. Geben Sie nur Zugang, wenn Sie sie gerade testen.',

  'login.title': 'Bei {provider} anmelden',
  'login.app': '{app} bittet um Zugang zu Ihrem Konto. Melden Sie sich zuerst an; danach entscheiden Sie.',
  'login.passwordStays': '{app} sieht Ihr Passwort nie.',
  'login.email': 'E-Mail-Adresse',
  'login.password': 'Passwort',
  'login.submit': 'Anmelden',
  'login.cancel': 'Abbrechen',
  'login.problem.title': 'Sie sind noch nicht angemeldet',
  'login.problem.wrong':
    'Diese E-Mail-Adresse und dieses Passwort gehören nicht zusammen. Prüfen Sie beide und versuchen Sie es noch einmal.',
  'login.problem.throttled':
    'Es gab zu viele Versuche. Zum Schutz dieses Kontos warten Sie bitte {wait} und versuchen Sie es dann noch einmal.',
  'login.problem.stale':
    'Diese Seite war zu lange offen. Nichts ist verloren: Melden Sie sich noch einmal an.',

  'picker.title': 'Konto auswählen',
  'picker.lead': '{app} bittet nur um Zugang zu diesem einen Konto.',
  'picker.role.administrator': 'Administrator',
  'picker.role.member': 'Mitglied',
  'picker.plan': 'Tarif {plan}',
  'picker.lastUsed': 'Zuletzt benutzt',
  'picker.blocked.plan': 'Nicht verfügbar: Dafür ist der Tarif {plans} nötig.',
  'picker.blocked.suspended': 'Nicht verfügbar: Dieses Konto ist gesperrt.',
  'picker.needsApproval': 'Ein Administrator dieses Kontos muss die App zuerst erlauben.',
  'picker.none':
    'Keines Ihrer Konten kann verbunden werden. Ein Administrator des Kontos kann Ihnen mehr sagen.',
  'picker.cancel': 'Abbrechen',

  'ask.approval.title': 'Fragen Sie Ihren Administrator',
  'ask.approval.lead':
    '{app} darf {account} noch nicht öffnen: Die Administratoren entscheiden, welche Apps das dürfen. Sie können sie um diese App bitten.',
  'ask.blocked.title': 'Ihr Administrator erlaubt diese App nicht',
  'ask.blocked.lead':
    'Die Administratoren von {account} haben entschieden, dass {app} es nicht öffnen darf. Sprechen Sie mit ihnen, wenn Sie die App brauchen.',
  'ask.none.title': 'Dieses Konto lässt keine Apps zu',
  'ask.none.lead':
    'Die Administratoren von {account} haben entschieden, dass keine App es öffnen darf, also auch {app} nicht. Sprechen Sie mit ihnen, wenn Sie die App brauchen.',
  'ask.waiting.title': 'Ihr Administrator ist gefragt',
  'ask.waiting':
    'Ihre Anfrage wartet auf Antwort. Die Antwort steht dann unter Aktive Integrationen; verbinden Sie die App danach noch einmal. Mit ihr wurde nichts geteilt.',
  'ask.refused': 'Ihre letzte Anfrage wurde abgelehnt.',
  'ask.message': 'Wofür brauchen Sie die App? (freiwillig)',
  'ask.messageHint': 'Das lesen die Administratoren. Die App liest es nicht.',
  'ask.submit': 'Um Erlaubnis bitten',
  'ask.cancel': 'Zurück zur App',

  'person.signedInAs': 'Angemeldet als',
  'person.notYou': 'Das sind nicht Sie?',

  'consent.title': '{app} Zugang geben?',
  'consent.sentence': '{app} möchte Zugang zu Ihrem Konto {account}, um {purpose}.',
  'consent.sentence.more': '{app} möchte mehr Zugang zu Ihrem Konto {account}, um {purpose}.',
  'consent.sentence.noPurpose': '{app} möchte Zugang zu Ihrem Konto {account}.',
  'consent.sentence.more.noPurpose': '{app} möchte mehr Zugang zu Ihrem Konto {account}.',
  'consent.question': 'Möchten Sie diesen Zugang geben?',
  'consent.ownWords': 'Der Zweck steht in den Worten der App selbst.',
  'consent.account': 'Konto',
  'consent.anotherAccount': 'Anderes Konto verwenden',
  'consent.can': 'Was sie tun kann',
  'consent.canNew': 'Was neu ist',
  'consent.has.one': 'Was sie schon tun kann ({count})',
  'consent.has.other': 'Was sie schon tun kann ({count})',
  'consent.nothing': 'Sie verlangt keine eigene Berechtigung: Sie erfährt nur, dass Sie sie verbunden haben.',
  'consent.otherGroup': 'Sonstiges',
  'consent.read': 'Sehen',
  'consent.change': 'Ändern',
  'consent.optional': 'Freiwillig: ankreuzen, um es zu erlauben',
  'consent.cannot': 'Was sie nicht tun kann',
  'consent.cannot.password': 'Ihr Passwort sehen',
  'consent.lasts': 'Wie lange',
  'consent.lasts.revoked': 'Bis Sie den Zugang zurücknehmen.',
  'consent.lasts.limited': '{duration}, wenn Sie den Zugang nicht vorher zurücknehmen.',
  'consent.next': 'Wohin Sie danach kommen',
  'consent.address': 'Ganze Adresse zeigen',
  'consent.loopback': 'Das führt zu einem Programm auf diesem Computer.',
  'consent.loopback.means': 'Geben Sie nur Zugang, wenn Sie dieses Programm gerade selbst gestartet haben.',
  'consent.mind': 'Wenn Sie es sich anders überlegen',
  'consent.takeBack': 'Zurücknehmen können Sie das unter {settings}.',
  'consent.appLinks': 'Über {app}',
  'consent.homepage': 'Website',
  'consent.appPrivacy': 'Datenschutzerklärung',
  'consent.appTerms': 'Nutzungsbedingungen',
  'consent.allow': 'Erlauben',
  'consent.authorize': 'Autorisieren',
  'consent.deny': 'Ablehnen',

  'formPost.title': 'Einen Moment',
  'formPost.lead': 'Sie werden zu {host} zurückgebracht.',
  'formPost.manual': 'Wenn nichts geschieht, wählen Sie Weiter.',
  'formPost.continue': 'Weiter',

  'error.developer': 'Für den Entwickler',
  'error.detail': 'Was genau nicht stimmt',
  'error.code': 'Was es behebt',
  'error.app': 'App',
  'error.requestId': 'Request-ID',
  'error.requestId.means': 'Nennen Sie sie, wenn Sie um Hilfe bitten: Sie führt zu genau dieser Anfrage.',
  'error.startAgain': 'Neu beginnen',
  'error.wayBack': 'Zurück zu {host}',
  'error.wayBack.means': 'Die App erfährt, was schiefging. Aus Ihrem Konto wird nichts weitergegeben.',
  'error.someApp': 'Die App',

  'error.unknown_app.title': 'Diese App kennen wir nicht',
  'error.unknown_app.user':
    'Der Link nennt eine App, die bei {provider} nicht registriert ist. Es wurde nichts geteilt. Gehen Sie dorthin zurück, woher Sie kamen, und sagen Sie es den Machern der App.',
  'error.unknown_app.developer':
    'Keine App hat hier diese client_id. Vergleichen Sie sie mit der in den Entwicklereinstellungen und prüfen Sie, ob die Anfrage zum richtigen Anbieter geht.',
  'error.redirect_uri.title': 'Wir können Sie nicht sicher zurückschicken',
  'error.redirect_uri.user':
    '{app} nannte eine Rückkehradresse, die nie registriert wurde. Zu Ihrem Schutz haben wir hier angehalten. Es wurde nichts geteilt.',
  'error.redirect_uri.developer':
    'Die redirect_uri muss Zeichen für Zeichen einer registrierten gleichen: Schema, Host, Port, Pfad und Query. Registrieren Sie sie oder berichtigen Sie die Anfrage.',
  'error.duplicate_parameter.title': 'Dieser Link stimmt nicht',
  'error.duplicate_parameter.user':
    'Der Link widerspricht sich selbst, deshalb haben wir hier angehalten. Es wurde nichts geteilt. Gehen Sie zurück und versuchen Sie es aus der App noch einmal.',
  'error.duplicate_parameter.developer':
    'Jeder Parameter darf in der Anfrage nur einmal vorkommen (RFC 6749 §3.1).',
  'error.app_not_approved.title': 'Diese App ist noch nicht zugelassen',
  'error.app_not_approved.user':
    '{app} wartet auf die Zulassung durch {provider}. Bis dahin kann sie nicht verbunden werden. Es wurde nichts geteilt.',
  'error.app_not_approved.developer':
    'Die App ist nicht zugelassen. Sie erfahren es, sobald die Prüfung fertig ist; der Stand steht in den Entwicklereinstellungen.',
  'error.app_in_development.title': 'Diese App entsteht noch',
  'error.app_in_development.user':
    '{app} ist in Entwicklung: Nur wer sie macht oder ausprobiert, kann sie verbinden. Es wurde nichts geteilt. Wenn Sie dazugehören sollten, bitten Sie die Macher um eine Einladung an die Adresse, mit der Sie angemeldet sind.',
  'error.app_in_development.developer':
    'Die App ist in Entwicklung. Laden Sie diese Person in den Entwicklereinstellungen als Testperson ein, oder öffnen Sie die App dort für alle.',
  'preview.account': 'Beispielkonto',
  'error.app_suspended.title': 'Diese App wurde gestoppt',
  'error.app_suspended.user':
    '{provider} hat {app} gesperrt. Sie kann nicht verbunden werden, und bestehende Verbindungen funktionieren zurzeit nicht.',
  'error.app_suspended.developer':
    'Die App ist gesperrt: Autorisierungsanfragen und ihre Tokens werden abgelehnt. Der Grund steht in den Entwicklereinstellungen.',
  'error.state_missing.title': 'Dieser Link ist nicht sicher genug',
  'error.state_missing.user':
    '{app} hat einen Wert weggelassen, der Sie vor Täuschung schützt, deshalb haben wir hier angehalten. Es wurde nichts geteilt. Nur die Macher der App können das beheben.',
  'error.state_missing.developer':
    'Der Parameter state fehlt. Senden Sie mit jeder Anfrage einen frischen Zufallswert, bewahren Sie ihn in der Sitzung des Benutzers auf und vergleichen Sie ihn bei der Rückkehr.',
  'error.state_refused.title': 'Dieser Link ist nicht sicher genug',
  'error.state_refused.user':
    '{app} verwendet einen Wert, den andere erraten könnten, und gerade dieser Wert schützt Sie. Deshalb haben wir hier angehalten. Es wurde nichts geteilt. Nur die Macher der App können das beheben.',
  'error.state_refused.developer':
    'Der Parameter state wurde abgelehnt. Er muss zufällig sein, mindestens 32 Zeichen lang und neu für jeden Benutzer und jede Anfrage.',
  'error.invalid_request.title': 'Dieser Link funktioniert nicht',
  'error.invalid_request.user':
    'In dem Link fehlt etwas, oder etwas darin stimmt nicht. Es wurde nichts geteilt. Gehen Sie zurück und versuchen Sie es aus der App noch einmal.',
  'error.invalid_request.developer': 'Die Autorisierungsanfrage ist nicht gültig (invalid_request).',
  'error.invalid_scope.title': 'Diese App verlangt etwas, das es nicht gibt',
  'error.invalid_scope.user':
    '{app} bat um eine Berechtigung, die {provider} nicht kennt oder die der App nicht zusteht. Es wurde nichts geteilt.',
  'error.invalid_scope.developer':
    'Der Scope ist unbekannt, falsch geschrieben oder keiner von denen, für die die App registriert ist (invalid_scope).',
  'error.unsupported_response_type.title': 'Diese App fragt auf eine Weise, die wir nicht anbieten',
  'error.unsupported_response_type.user':
    '{app} verbindet sich auf eine Weise, die {provider} nicht anbietet. Es wurde nichts geteilt. Nur die Macher der App können das beheben.',
  'error.unsupported_response_type.developer':
    'Senden Sie response_type=code. Anderes wird nicht unterstützt (unsupported_response_type).',
  'error.session_lost.title': 'Wir haben Ihre Anfrage aus den Augen verloren',
  'error.session_lost.user':
    'Ihr Browser hat nicht zurückgeschickt, was diese Seite sich merkt, während Sie entscheiden. Vielleicht sind Cookies gesperrt, oder Sie haben in einem anderen Browser begonnen. Es wurde nichts geteilt.',
  'error.session_lost.developer':
    'Das Cookie dieser Transaktion fehlt oder gehört zu einem anderen Browser. Beginnen Sie mit einer neuen Autorisierungsanfrage.',
  'error.already_answered.title': 'Das haben Sie schon beantwortet',
  'error.already_answered.user':
    'Diese Frage wurde schon beantwortet, vielleicht in einem anderen Tab. Die Antwort gilt; nichts geschah doppelt. Wenn die App nichts davon weiß, verbinden Sie sie von dort noch einmal.',
  'error.already_answered.developer':
    'Die Transaktion ist abgeschlossen; jede wird einmal beantwortet. Beginnen Sie mit einer neuen Autorisierungsanfrage.',
  'error.expired.title': 'Diese Seite war zu lange offen',
  'error.expired.user':
    'Zu Ihrem Schutz gilt eine Anfrage nur eine Weile. Es wurde nichts geteilt. Beginnen Sie aus der App neu.',
  'error.expired.developer':
    'Die Transaktion ist abgelaufen. Beginnen Sie mit einer neuen Autorisierungsanfrage.',
  'error.cross_site.title': 'Das kam nicht von unserer Seite',
  'error.cross_site.user':
    'Eine andere Website wollte für Sie antworten, deshalb haben wir nichts getan. Wenn Sie das nicht erwartet haben, schließen Sie diesen Tab.',
  'error.cross_site.developer':
    'Ein Formular wurde von einem anderen Origin oder ohne sein Token gesendet. Schicken Sie Benutzer zur Authorize-Adresse; senden Sie nie selbst an diese Seiten.',
  'error.no_account.title': 'Es gibt kein Konto zum Verbinden',
  'error.no_account.user':
    'Sie sind angemeldet, aber in keinem Konto Mitglied. Es gibt nichts, wozu {app} Zugang bekommen könnte. Bitten Sie einen Administrator um eine Einladung, oder melden Sie sich als jemand anderes an.',
  'error.no_account.developer': 'Der Benutzer ist in keinem Konto dieses Anbieters aktives Mitglied.',
  'error.app_limit.title': 'Zu viele haben diese App heute verbunden',
  'error.app_limit.user':
    'Noch niemand hat {app} geprüft, deshalb kann nur eine begrenzte Zahl von Menschen sie an einem Tag verbinden. Es wurde nichts weitergegeben. Versuchen Sie es morgen noch einmal.',
  'error.app_limit.developer':
    'Die App hat die Zahl neuer Verbindungen erreicht, die in 24 Stunden erlaubt ist. Bitten Sie den Anbieter, sie zu prüfen oder die Grenze anzuheben.',
  'error.not_found.title': 'Hier ist nichts',
  'error.not_found.user': 'Die Adresse stimmt nicht, oder was hier war, ist weg.',
  'error.not_found.developer':
    'Keine Route hat diesen Pfad. Vergleichen Sie ihn mit dem Metadatendokument des Anbieters.',
  'error.method.title': 'Diese Adresse ist nicht für Browser',
  'error.method.user':
    'Der Link führt an einen Ort, den nur Programme benutzen. Gehen Sie zurück und versuchen Sie es aus der App noch einmal.',
  'error.method.developer':
    'Diesen Pfad gibt es, aber nicht für diese HTTP-Methode oder nicht für einen Browser.',
  'error.too_many_requests.title': 'Etwas zu schnell',
  'error.too_many_requests.user':
    'Es gab zu viele Anfragen in kurzer Zeit. Bitte warten Sie {wait} und versuchen Sie es noch einmal.',
  'error.too_many_requests.developer':
    'Die Grenze ist erreicht (429). Warten Sie so lange, wie der Header Retry-After sagt.',
  'error.unavailable.title': 'Wir können Ihnen gerade nicht helfen',
  'error.unavailable.user':
    'Das geht im Moment nicht. Nichts ging verloren, nichts wurde geteilt. Bitte versuchen Sie es in {wait} noch einmal.',
  'error.unavailable.developer':
    'Der Server ist vorübergehend nicht verfügbar (503). Warten Sie so lange, wie der Header Retry-After sagt.',
  'error.server_error.title': 'Bei uns ist etwas schiefgegangen',
  'error.server_error.user':
    'Es liegt nicht an Ihnen, und es wurde nichts geteilt. Bitte versuchen Sie es noch einmal; geschieht es wieder, bitten Sie um Hilfe.',
  'error.server_error.developer': 'Ein unerwarteter Fehler (500). Die Request-ID führt im Protokoll zu ihm.',
  'error.login_failed.title': 'Die Anmeldung hat nicht geklappt',
  'error.login_failed.user':
    '{provider} konnte nicht bestätigen, wer Sie sind. Es wurde nichts geteilt. Bitte versuchen Sie es aus der App noch einmal.',
  'error.login_failed.developer': 'Die Anmeldung des Anbieters hat diese Anmeldeanfrage nicht abgeschlossen.',

  'error.access_denied.title': 'Es wurde nichts verbunden',
  'error.access_denied.user':
    'Sie haben aufgehört, bevor Sie Zugang gaben, also hat {app} keinen. Es wurde nichts geteilt. Sie können diese Seite schließen.',
  'error.access_denied.developer':
    'Der Benutzer hat die Anfrage vor der Zustimmungsseite beendet (access_denied). Eine App, deren Herausgeber nicht geprüft ist, erfährt das erst, wenn der Benutzer zu ihr zurückgeht.',

  'error.fewMinutes': 'ein paar Minuten',
  'error.parameter': 'Der Parameter, der mehr als einmal vorkommt: {parameter}.',

  'state.missing': 'Er fehlt.',
  'state.too_short': 'Er ist zu kurz: Er muss mindestens 32 Zeichen haben.',
  'state.few_characters': 'Er besteht aus zu wenigen verschiedenen Zeichen.',
  'state.repeating': 'Er wiederholt immer wieder dasselbe Stück.',
  'state.sequence': 'Er ist eine Folge wie 123456 oder abcdef.',
  'state.time': 'Er ist eine Zeit oder ein Datum, und die Zeit lässt sich erraten.',
  'state.words': 'Er besteht aus Wörtern, und Wörter lassen sich erraten.',
  'state.client_id': 'Er ist die eigene ID der App, und die kennt jeder.',
  'state.used':
    'Er wurde schon für einen anderen Benutzer verwendet. Erzeugen Sie für jede Anfrage einen neuen.',
};
