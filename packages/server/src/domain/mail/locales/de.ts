import type { MailTexts } from '../texts.ts';

export const de: MailTexts = {
  hello: 'Guten Tag {name},',
  why: 'Sie erhalten diese Mail wegen Ihres Kontos bei {provider}. Das Öffnen des Links ändert nichts.',
  noReason: 'nicht angegeben',
  staff: 'das Team von {provider}',
  'connection_created.subject': '{app} darf jetzt auf {account} zugreifen',
  'connection_created.text':
    'Am {when} haben Sie {app} von {publisher} erlaubt, auf Ihr Konto {account} bei {provider} zuzugreifen.\n\nDie App darf: {scopes}.\n\nWaren das nicht Sie, oder haben Sie es sich anders überlegt? Sehen Sie es sich an und nehmen Sie es zurück, jederzeit.',
  'connection_created.link': 'Ansehen, was die App darf',
  'connection_ended.subject': '{app} hat keinen Zugriff mehr auf {account}',
  'connection_ended.text':
    'Am {when} wurde der Zugriff von {app} auf Ihr Konto {account} bei {provider} beendet, und zwar durch {who}.\n\nGrund: {reason}.\n\nWenn Sie die App noch brauchen, fragen Sie dort nach; danach kann sie neu verbunden werden.',
  'connection_ended.link': 'Ansehen, was verbunden ist',
  'access_ended.subject': '{account}: Was dort für Sie handelte, ist beendet',
  'access_ended.text':
    'Am {when} wurde alles, was auf {account} bei {provider} für Sie handelte, beendet, und zwar durch {who}: {names}.\n\nGrund: {reason}.\n\nWenn Sie eine der Apps noch brauchen, fragen Sie dort nach; danach kann sie neu verbunden werden.',
  'access_ended.link': 'Ansehen, was verbunden ist',
  'access_blocked.subject': '{account}: Manche Apps dürfen vorerst nicht für Sie handeln',
  'access_blocked.text':
    'Am {when} wurde durch {who} entschieden, welche Apps auf {account} bei {provider} handeln dürfen. Diese dürfen es nicht, bis sich das ändert: {names}.\n\nGrund: {reason}.',
  'access_blocked.link': 'Ansehen, was verbunden ist',
  'app_changes.subject': 'An {app} muss sich etwas ändern',
  'app_changes.text':
    '{provider} hat Ihre App {app} geprüft und bittet um Änderungen:\n\n{message}\n\nDie App ist wieder in Entwicklung. Reichen Sie sie neu ein, wenn das erledigt ist.',
  'app_changes.link': 'Prüfung öffnen',
  'app_refused.subject': '{app} wurde abgelehnt',
  'app_refused.text':
    '{provider} hat Ihre App {app} geprüft und gibt sie nicht frei:\n\n{message}\n\nDie App ist wieder in Entwicklung.',
  'app_refused.link': 'Prüfung öffnen',
  'app_approved.subject': '{app} ist für alle offen',
  'app_approved.text': '{provider} hat Ihre App {app} freigegeben: Alle können sie jetzt verbinden.',
  'app_approved.link': 'App öffnen',
  'app_suspended.subject': '{app} wurde gesperrt',
  'app_suspended.text':
    '{provider} hat Ihre App {app} gesperrt. Niemand kann sie verbinden, und ihre Tokens gelten nicht. Was fehlt, steht unter Prüfung.',
  'app_suspended.link': 'App öffnen',
  'secret_expiring.subject': 'Ein Secret von {app} läuft bald ab',
  'secret_expiring.text':
    'Das Secret von {app}, das auf {lastFour} endet, gilt bis {when}. Setzen Sie vorher das neuere ein.',
  'secret_expiring.link': 'Secrets ansehen',
  'webhook_off.subject': 'Ein Webhook von {app} wurde abgeschaltet',
  'webhook_off.text':
    '{url} hat tagelang nicht angenommen, was mit {app} geschah, oder gemeldet, dass es die Adresse nicht mehr gibt. Dorthin wird nichts mehr gesendet, bis Sie den Webhook wieder einschalten.',
  'webhook_off.link': 'Webhooks ansehen',
  'anomaly.subject': 'Etwas Auffälliges an {app}: {rule}',
  'anomaly.text':
    'Bei {provider} fand die Regel „{rule}“ am {when} etwas Auffälliges an {app}. Was von selbst geschah: {response}.',
  'anomaly.link': 'Ansehen, was bemerkt wurde',
};
