import type { Texts } from './en.ts';

export const texts: Texts = {
  'range.day': '24 Stunden',
  'range.week': '7 Tage',
  'range.month': '30 Tage',
  'range.quarter': '90 Tage',
  'usage.range': 'Wie weit zurück',
  'usage.calls': 'Aufrufe',
  'usage.connections': 'Verbindungen',
  'usage.routes': 'Nach Route',
  'usage.route': 'Route',
  'usage.time': 'Ab (UTC)',
  'usage.note':
    'Gezählt von den Wächtern der API, die alle paar Sekunden berichten. Fehler sind Antworten ab 500.',
  'usage.empty.title': 'Noch wurde nichts gezählt',
  'usage.empty.text':
    'Aufrufe der API mit den Tokens dieser App erscheinen hier binnen einer Minute, neue Verbindungen ebenso.',
  'series.calls': 'Aufrufe',
  'series.errors': 'Fehler',
  'series.denied': 'Abgelehnt (403)',
  'series.limited': 'Zu viele (429)',
  'series.connected': 'Neu',
  'series.ended': 'Beendet',
  'requests.lead':
    'Was diese App den Server zuletzt gefragt hat: Autorisierungen, Tokens, Aufrufe mit ungültigen Tokens. Ein Eintrag erscheint binnen Sekunden und bleibt 30 Tage.',
  'requests.id': 'Anfrage-ID',
  'requests.idHint': 'Die X-Request-Id einer Antwort',
  'requests.find': 'Suchen',
  'requests.onlyProblems': 'Nur Probleme',
  'requests.list': 'Anfragen, neueste zuerst',
  'requests.remedy': 'Was zu tun ist:',
  'remedy.invalid_request': 'error_description nennt den Parameter und sagt, was zu senden ist.',
  'remedy.invalid_client':
    'Prüfen Sie client_id und client_secret und wie sie gesendet werden. Der wahre Grund steht im Anfragenprotokoll der App.',
  'remedy.invalid_grant':
    'Wiederholen Sie die Anfrage nicht. Bitten Sie den Benutzer, sich neu zu verbinden; der wahre Grund steht im Anfragenprotokoll der App.',
  'remedy.unauthorized_client':
    'Registrieren Sie die App für diesen Grant, oder verwenden Sie die App, der das Token gegeben wurde.',
  'remedy.unsupported_grant_type': 'Verwenden Sie einen der grant_types_supported in den Metadaten.',
  'remedy.unsupported_response_type': 'Senden Sie response_type=code.',
  'remedy.invalid_scope':
    'Verlangen Sie Scopes, für die die App registriert ist; eine Erneuerung kann nur einschränken.',
  'remedy.access_denied':
    'Nehmen Sie es hin. Bieten Sie die Verbindung wieder an, wenn der Benutzer darum bittet.',
  'remedy.login_required': 'Senden Sie die Anfrage noch einmal ohne prompt=none.',
  'remedy.consent_required': 'Senden Sie die Anfrage noch einmal ohne prompt=none.',
  'remedy.account_selection_required': 'Senden Sie die Anfrage noch einmal ohne prompt=none.',
  'remedy.sign_in_required':
    'Melden Sie sich bei der Konsole an und rufen Sie dann aus demselben Browser noch einmal auf.',
  'remedy.insufficient_user_authentication':
    'Melden Sie sich neu an und wiederholen Sie dann dieselbe Anfrage.',
  'remedy.server_error': 'Versuchen Sie es noch einmal; nennen Sie dann dem Anbieter die Request-ID.',
  'remedy.temporarily_unavailable': 'Wiederholen Sie dieselbe Anfrage nach Retry-After Sekunden.',
  'remedy.too_many_requests':
    'Warten Sie Retry-After Sekunden; finden Sie dann heraus, warum Versuche scheitern.',
  'remedy.method_not_allowed': 'Verwenden Sie eine der Methoden in Allow.',
  'remedy.content_too_large': 'Senden Sie weniger.',
  'remedy.unsupported_media_type':
    'Senden Sie application/x-www-form-urlencoded in UTF-8, ohne Komprimierung (JSON, wo das Dokument es sagt).',
  'remedy.not_found': 'Nehmen Sie die Adressen aus den Metadaten; sie sind genau, ohne Schrägstrich am Ende.',
  'remedy.invalid_token':
    'Erneuern Sie einmal; scheitert das, bitten Sie den Benutzer, sich neu zu verbinden.',
  'remedy.insufficient_scope':
    'Schicken Sie den Benutzer noch einmal durch authorize, mit den Scopes, die WWW-Authenticate nennt.',
  'remedy.plan_required': 'Der Inhaber des Kontos muss den Tarif ändern; dann geht das Token wieder.',
  'remedy.quota_exceeded':
    'Warten Sie bis zum Beginn des nächsten Tages (UTC), oder bitten Sie den Anbieter um mehr.',
  'requests.empty.title': 'Noch keine Anfragen',
  'requests.empty.text':
    'Senden Sie die erste Autorisierungsanfrage der App: Sie erscheint hier binnen Sekunden.',
  'requests.none.title': 'So eine gibt es nicht',
  'requests.none.text':
    'Prüfen Sie die ID. Von den Aufrufen der API stehen hier nur die mit ungültigen Tokens; die anderen stehen im Protokoll der API.',
  'outcome.ok': 'In Ordnung',
  'outcome.refused': 'Abgelehnt',
  'outcome.failed': 'Bei uns fehlgeschlagen',
  'endpoint.authorize': 'Autorisierung',
  'endpoint.token': 'Token',
  'endpoint.revoke': 'Widerruf',
  'endpoint.introspect': 'Introspektion',
  'endpoint.api': 'API',
  'webhooks.lead':
    'Der Server meldet Ihrem, was geschieht: eine neue Verbindung, eine beendete, ein Secret, das abläuft. Jede Nachricht ist signiert.',
  'webhooks.list': 'Webhooks',
  'webhooks.add': 'Webhook hinzufügen',
  'webhooks.edit': 'Ändern',
  'webhooks.save': 'Speichern',
  'webhooks.test': 'Test senden',
  'webhooks.rotate': 'Neues Secret',
  'webhooks.off': 'Abschalten',
  'webhooks.on': 'Einschalten',
  'webhooks.delete': 'Webhook löschen',
  'webhooks.keep': 'Webhook behalten',
  'webhooks.empty.title': 'Noch erfährt niemand etwas',
  'webhooks.empty.text':
    'Ohne Webhook merkt Ihre App erst an einem gescheiterten Aufruf, dass der Zugriff beendet ist.',
  'webhooks.url': 'Adresse Ihres Servers',
  'webhooks.urlHint':
    'https auf Port 443, aus dem Internet erreichbar. Antworten Sie binnen zehn Sekunden mit 2xx.',
  'webhooks.types': 'Was gesendet wird',
  'webhooks.secret.title': 'Signaturschlüssel',
  'webhooks.secret.text':
    'Damit prüft Ihr Server, dass eine Nachricht von hier kommt. Er wird nur dieses eine Mal gezeigt: Bewahren Sie ihn wie ein Passwort auf.',
  'webhooks.secret.done': 'Ich habe ihn kopiert',
  'webhooks.rotateText':
    'Ein neues Secret wird erzeugt. Einen Tag lang signieren beide, damit Sie Ihren Server in Ruhe umstellen können; dann endet das vorige.',
  'webhooks.deleteText':
    'An {{url}} wird nichts mehr gesendet, und die Zustellungen werden vergessen. Das lässt sich nicht zurücknehmen; ein neuer Webhook erhält ein neues Secret.',
  'webhooks.state.on': 'An',
  'webhooks.state.off': 'Aus',
  'webhooks.state.failing': 'Schlägt fehl',
  'webhooks.failingSince': 'Nichts kam an seit',
  'webhooks.bothSign': 'Zwei Secrets signieren, das ältere bis',
  'type.connection.created': 'Jemand hat die App verbunden',
  'type.connection.extended': 'Die Scopes einer Verbindung haben sich geändert',
  'type.connection.revoked': 'Eine Verbindung wurde beendet',
  'type.app.approved': 'Die App darf arbeiten',
  'type.app.suspended': 'Die App darf nicht arbeiten',
  'type.app.revoked': 'Alle Verbindungen wurden auf einmal beendet',
  'type.secret.expiring': 'Ein Secret der App endet binnen drei Tagen',
  'type.anomaly.found': 'An den Aufrufen ist etwas auffällig',
  'deliveries.title': 'Zustellungen',
  'deliveries.empty': 'Noch wurde nichts gesendet.',
  'deliveries.attempts_one': '{{count, number}} Versuch',
  'deliveries.attempts_other': '{{count, number}} Versuche',
  'deliveries.next': 'Nächster Versuch',
  'deliveries.body': 'Nachricht',
  'deliveries.again': 'Erneut senden',
  'deliveries.answer': 'Antwort',
  'delivery.delivered': 'Zugestellt',
  'delivery.waiting': 'Unterwegs',
  'delivery.failed': 'Aufgegeben',
  'answer.timed_out': 'Keine Antwort binnen zehn Sekunden.',
  'answer.unreachable': 'Der Server war nicht erreichbar.',
  'answer.forbidden_address': 'Der Name führt zu einer Adresse, die nicht im öffentlichen Internet liegt.',
  'answer.too_many_waiting': 'Zu viele andere warteten.',
};
