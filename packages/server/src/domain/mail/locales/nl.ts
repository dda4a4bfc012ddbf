import type { MailTexts } from '../texts.ts';

export const nl: MailTexts = {
  hello: 'Hallo {name},',
  why: 'Je krijgt deze mail vanwege je account bij {provider}. Door de link te openen verandert er niets.',
  noReason: 'niet opgegeven',
  staff: 'de medewerkers van {provider}',
  'connection_created.subject': '{app} mag nu namens {account} werken',
  'connection_created.text':
    'Op {when} heb je {app}, gemaakt door {publisher}, toegang gegeven tot je account {account} bij {provider}.\n\nDe app mag: {scopes}.\n\nWas jij dat niet, of heb je je bedacht? Bekijk de toegang en trek die in, wanneer je maar wilt.',
  'connection_created.link': 'Bekijk wat de app mag',
  'connection_ended.subject': '{app} heeft geen toegang meer tot {account}',
  'connection_ended.text':
    'Op {when} is de toegang van {app} tot je account {account} bij {provider} beëindigd door {who}.\n\nReden: {reason}.\n\nHeb je de app nog nodig, overleg dan eerst; daarna kan de app opnieuw worden verbonden.',
  'connection_ended.link': 'Bekijk wat verbonden is',
  'access_ended.subject': '{account}: wat daar namens jou handelde is beëindigd',
  'access_ended.text':
    'Op {when} is alles van jou op {account} bij {provider} beëindigd door {who}: {names}.\n\nReden: {reason}.\n\nHeb je een van de apps nog nodig, overleg dan eerst; daarna kan die opnieuw worden verbonden.',
  'access_ended.link': 'Bekijk wat verbonden is',
  'access_blocked.subject': '{account}: sommige apps mogen voorlopig niet namens jou handelen',
  'access_blocked.text':
    'Op {when} besloot {who} welke apps op {account} bij {provider} mogen handelen. Deze mogen dat niet, tot dat verandert: {names}.\n\nReden: {reason}.',
  'access_blocked.link': 'Bekijk wat verbonden is',
  'app_changes.subject': 'Er moet iets veranderen aan {app}',
  'app_changes.text':
    '{provider} heeft je app {app} bekeken en vraagt om wijzigingen:\n\n{message}\n\nDe app is weer in ontwikkeling. Dien die opnieuw in als dat gedaan is.',
  'app_changes.link': 'Open de beoordeling',
  'app_refused.subject': '{app} is afgewezen',
  'app_refused.text':
    '{provider} heeft je app {app} bekeken en keurt die niet goed:\n\n{message}\n\nDe app is weer in ontwikkeling.',
  'app_refused.link': 'Open de beoordeling',
  'app_approved.subject': '{app} staat open voor iedereen',
  'app_approved.text': '{provider} heeft je app {app} goedgekeurd: iedereen kan die nu verbinden.',
  'app_approved.link': 'Open de app',
  'app_suspended.subject': '{app} is stilgelegd',
  'app_suspended.text':
    '{provider} heeft je app {app} stilgelegd. Niemand kan die verbinden, en de tokens werken niet. Wat er ontbreekt staat onder Beoordeling.',
  'app_suspended.link': 'Open de app',
  'secret_expiring.subject': 'Een secret van {app} verloopt binnenkort',
  'secret_expiring.text':
    'Het secret van {app} dat eindigt op {lastFour} werkt tot {when}. Neem voor die tijd het nieuwere in gebruik.',
  'secret_expiring.link': 'Bekijk de secrets',
  'webhook_off.subject': 'Een webhook van {app} is uitgezet',
  'webhook_off.text':
    '{url} nam dagenlang niet aan wat er met {app} gebeurde, of meldde dat het adres niet meer bestaat. Er wordt niets meer heen gestuurd totdat je de webhook weer aanzet.',
  'webhook_off.link': 'Bekijk de webhooks',
  'anomaly.subject': 'Iets opvallends aan {app}: {rule}',
  'anomaly.text':
    'Bij {provider} vond de regel “{rule}” op {when} iets opvallends aan {app}. Wat vanzelf gebeurde: {response}.',
  'anomaly.link': 'Bekijk wat er gezien is',
};
