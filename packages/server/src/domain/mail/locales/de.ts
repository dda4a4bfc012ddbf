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
