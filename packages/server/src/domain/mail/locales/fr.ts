import type { MailTexts } from '../texts.ts';

export const fr: MailTexts = {
  hello: 'Bonjour {name},',
  why: 'Vous recevez cet e-mail en raison de votre compte chez {provider}. Ouvrir le lien ne change rien.',
  noReason: 'non indiqué',
  staff: 'l’équipe de {provider}',
  'connection_created.subject': '{app} peut désormais agir sur {account}',
  'connection_created.text':
    'Le {when}, vous avez autorisé {app}, de {publisher}, à agir sur votre compte {account} chez {provider}.\n\nL’application peut : {scopes}.\n\nCe n’était pas vous, ou vous avez changé d’avis ? Consultez cet accès et retirez-le, à tout moment.',
  'connection_created.link': 'Voir ce qu’elle peut faire',
  'connection_ended.subject': '{app} n’a plus accès à {account}',
  'connection_ended.text':
    'Le {when}, l’accès de {app} à votre compte {account} chez {provider} a été retiré par {who}.\n\nMotif : {reason}.\n\nSi vous avez encore besoin de l’application, parlez-en d’abord ; elle pourra ensuite être connectée de nouveau.',
  'connection_ended.link': 'Voir ce qui est connecté',
  'access_ended.subject': '{account} : ce qui y agissait pour vous a pris fin',
  'access_ended.text':
    'Le {when}, tout ce qui agissait pour vous sur {account} chez {provider} a été retiré par {who} : {names}.\n\nMotif : {reason}.\n\nSi vous avez encore besoin d’une des applications, parlez-en d’abord ; elle pourra ensuite être connectée de nouveau.',
  'access_ended.link': 'Voir ce qui est connecté',
  'access_blocked.subject':
    '{account} : certaines applications ne peuvent plus agir pour vous pour l’instant',
  'access_blocked.text':
    'Le {when}, {who} a décidé quelles applications peuvent agir sur {account} chez {provider}. Celles-ci ne le peuvent pas, jusqu’à nouvel ordre : {names}.\n\nMotif : {reason}.',
  'access_blocked.link': 'Voir ce qui est connecté',
  'app_changes.subject': 'Il faut modifier {app}',
  'app_changes.text':
    '{provider} a examiné votre application {app} et demande des modifications :\n\n{message}\n\nL’application est de nouveau en développement. Soumettez-la encore une fois quand ce sera fait.',
  'app_changes.link': 'Ouvrir l’examen',
  'app_refused.subject': '{app} a été refusée',
  'app_refused.text':
    '{provider} a examiné votre application {app} et ne l’approuve pas :\n\n{message}\n\nL’application est de nouveau en développement.',
  'app_refused.link': 'Ouvrir l’examen',
  'app_approved.subject': '{app} est ouverte à tous',
  'app_approved.text':
    '{provider} a approuvé votre application {app} : tout le monde peut désormais la connecter.',
  'app_approved.link': 'Ouvrir l’application',
  'app_suspended.subject': '{app} a été suspendue',
  'app_suspended.text':
    '{provider} a suspendu votre application {app}. Personne ne peut la connecter et ses jetons ne fonctionnent plus. Ce qui manque se trouve sous Examen.',
  'app_suspended.link': 'Ouvrir l’application',
  'secret_expiring.subject': 'Un secret de {app} expire bientôt',
  'secret_expiring.text':
    'Le secret de {app} qui se termine par {lastFour} fonctionne jusqu’au {when}. Mettez le plus récent en service avant cette date.',
  'secret_expiring.link': 'Voir les secrets',
  'webhook_off.subject': 'Un webhook de {app} a été désactivé',
  'webhook_off.text':
    '{url} n’a pas accepté pendant des jours ce qui arrivait à {app}, ou a répondu que l’adresse n’existe plus. Rien n’y sera envoyé tant que vous ne l’aurez pas réactivé.',
  'webhook_off.link': 'Voir les webhooks',
  'anomaly.subject': 'Quelque chose d’inhabituel pour {app} : {rule}',
  'anomaly.text':
    'Chez {provider}, la règle « {rule} » a relevé quelque chose d’inhabituel pour {app} le {when}. Ce qui s’est produit automatiquement : {response}.',
  'anomaly.link': 'Voir ce qui a été relevé',
};
