/** The words of the hosted pages in French. */
import type { Locale } from '../texts.ts';

export const fr: Locale = {
  'page.skip': 'Aller au contenu',
  'page.languages': 'Langue',
  'page.notice': 'À noter',
  'page.privacy': 'Confidentialité',
  'page.terms': 'Conditions',
  'page.support': 'Aide',
  'page.securedBy': 'Sécurisé par Valetkey',
  'console.needsJavaScript':
    'La console a besoin de JavaScript : autorisez-le pour ce site et rechargez la page.',
  'page.newTab': '(s’ouvre dans un nouvel onglet)',

  'standing.verified': 'Éditeur vérifié',
  'standing.unverified': 'Éditeur non vérifié',
  'standing.development': 'En développement',
  'standing.by': 'par {publisher}',
  'standing.verified.means': '{provider} a vérifié qui publie cette application.',
  'standing.unverified.means':
    '{provider} n’a pas vérifié qui publie cette application. Ne donnez accès que si vous connaissez l’éditeur et lui faites confiance.',
  'standing.development.means':
    'Cette application est encore en construction. Ne donnez accès que si vous êtes en train de l’essayer.',

  'login.title': 'Se connecter à {provider}',
  'login.app': '{app} demande l’accès à votre compte. Connectez-vous d’abord ; vous déciderez ensuite.',
  'login.passwordStays': '{app} ne voit jamais votre mot de passe.',
  'login.email': 'Adresse e-mail',
  'login.password': 'Mot de passe',
  'login.submit': 'Se connecter',
  'login.cancel': 'Annuler',
  'login.problem.title': 'Vous n’êtes pas encore connecté',
  'login.problem.wrong':
    'Cette adresse e-mail et ce mot de passe ne vont pas ensemble. Vérifiez les deux et réessayez.',
  'login.problem.throttled':
    'Il y a eu trop de tentatives. Pour protéger ce compte, veuillez attendre {wait}, puis réessayer.',
  'login.problem.stale':
    'Cette page est restée ouverte trop longtemps. Rien n’est perdu : connectez-vous encore une fois.',

  'picker.title': 'Choisir un compte',
  'picker.lead': '{app} ne demandera l’accès qu’à ce compte.',
  'picker.role.administrator': 'Administrateur',
  'picker.role.member': 'Membre',
  'picker.plan': 'offre {plan}',
  'picker.lastUsed': 'Dernier utilisé',
  'picker.blocked.plan': 'Indisponible : il faut l’offre {plans}.',
  'picker.blocked.suspended': 'Indisponible : ce compte est suspendu.',
  'picker.needsApproval': 'Un administrateur de ce compte doit d’abord autoriser l’application.',
  'picker.none':
    'Aucun de vos comptes ne peut être connecté. Un administrateur du compte peut vous en dire plus.',
  'picker.cancel': 'Annuler',

  'ask.approval.title': 'Demandez à votre administrateur',
  'ask.approval.lead':
    '{app} ne peut pas encore ouvrir {account} : ses administrateurs décident quelles applications le peuvent. Vous pouvez leur demander celle-ci.',
  'ask.blocked.title': 'Votre administrateur n’autorise pas cette application',
  'ask.blocked.lead':
    'Les administrateurs de {account} ont décidé que {app} ne peut pas l’ouvrir. Parlez-leur si vous avez besoin de l’application.',
  'ask.none.title': 'Ce compte n’admet aucune application',
  'ask.none.lead':
    'Les administrateurs de {account} ont décidé qu’aucune application ne peut l’ouvrir, donc pas non plus {app}. Parlez-leur si vous en avez besoin.',
  'ask.waiting.title': 'La demande est faite à votre administrateur',
  'ask.waiting':
    'Votre demande attend une réponse. Elle apparaîtra sous Intégrations actives ; reconnectez alors l’application. Rien n’a été partagé avec elle.',
  'ask.refused': 'Votre dernière demande a été refusée.',
  'ask.message': 'À quoi vous servira l’application ? (facultatif)',
  'ask.messageHint': 'Les administrateurs le lisent. L’application ne le lit pas.',
  'ask.submit': 'Demander l’autorisation',
  'ask.cancel': 'Retour à l’application',

  'person.signedInAs': 'Connecté en tant que',
  'person.notYou': 'Ce n’est pas vous ?',

  'consent.title': 'Donner accès à {app} ?',
  'consent.sentence': '{app} souhaite accéder à votre compte {account} pour {purpose}.',
  'consent.sentence.more': '{app} souhaite un accès plus large à votre compte {account} pour {purpose}.',
  'consent.sentence.noPurpose': '{app} souhaite accéder à votre compte {account}.',
  'consent.sentence.more.noPurpose': '{app} souhaite un accès plus large à votre compte {account}.',
  'consent.question': 'Voulez-vous donner cet accès ?',
  'consent.ownWords': 'Le but est donné dans les mots de l’application.',
  'consent.account': 'Compte',
  'consent.anotherAccount': 'Utiliser un autre compte',
  'consent.can': 'Ce qu’elle pourra faire',
  'consent.canNew': 'Ce qui est nouveau',
  'consent.has.one': 'Ce qu’elle peut déjà faire ({count})',
  'consent.has.other': 'Ce qu’elle peut déjà faire ({count})',
  'consent.nothing':
    'Elle ne demande aucune permission particulière : elle apprend seulement que vous l’avez connectée.',
  'consent.otherGroup': 'Autres',
  'consent.read': 'Voit',
  'consent.change': 'Modifie',
  'consent.optional': 'Facultatif : cochez pour l’autoriser',
  'consent.cannot': 'Ce qu’elle ne peut pas faire',
  'consent.cannot.password': 'Voir votre mot de passe',
  'consent.lasts': 'Combien de temps',
  'consent.lasts.revoked': 'Jusqu’à ce que vous le repreniez.',
  'consent.lasts.limited': 'Pendant {duration}, sauf si vous le reprenez plus tôt.',
  'consent.next': 'Où vous irez ensuite',
  'consent.address': 'Afficher l’adresse complète',
  'consent.loopback': 'Ceci mène à un programme sur cet ordinateur.',
  'consent.loopback.means': 'Ne donnez accès que si vous venez vous-même de lancer ce programme.',
  'consent.mind': 'Si vous changez d’avis',
  'consent.takeBack': 'Vous pouvez reprendre cet accès sous {settings}.',
  'consent.appLinks': 'À propos de {app}',
  'consent.homepage': 'Site web',
  'consent.appPrivacy': 'Politique de confidentialité',
  'consent.appTerms': 'Conditions d’utilisation',
  'consent.allow': 'Autoriser',
  'consent.authorize': 'Autoriser',
  'consent.deny': 'Refuser',

  'formPost.title': 'Un instant',
  'formPost.lead': 'Vous êtes reconduit vers {host}.',
  'formPost.manual': 'Si rien ne se passe, choisissez Continuer.',
  'formPost.continue': 'Continuer',

  'error.developer': 'Pour le développeur',
  'error.detail': 'Ce qui ne va pas exactement',
  'error.code': 'Ce qui y remédie',
  'error.app': 'Application',
  'error.requestId': 'Identifiant de la requête',
  'error.requestId.means': 'Donnez-le quand vous demandez de l’aide : il mène à cette requête précise.',
  'error.startAgain': 'Recommencer',
  'error.wayBack': 'Retourner à {host}',
  'error.wayBack.means': 'L’application saura ce qui n’a pas marché. Rien de votre compte n’est transmis.',
  'error.someApp': 'L’application',

  'error.unknown_app.title': 'Nous ne connaissons pas cette application',
  'error.unknown_app.user':
    'Le lien que vous avez suivi nomme une application qui n’est pas enregistrée chez {provider}. Rien n’a été partagé. Retournez d’où vous venez et prévenez les auteurs de l’application.',
  'error.unknown_app.developer':
    'Aucune application n’a ce client_id ici. Comparez-le avec celui des réglages pour développeurs, et vérifiez que la requête va au bon fournisseur.',
  'error.redirect_uri.title': 'Nous ne pouvons pas vous renvoyer en sécurité',
  'error.redirect_uri.user':
    '{app} a donné une adresse de retour qu’elle n’a jamais enregistrée. Pour vous protéger, nous nous sommes arrêtés ici. Rien n’a été partagé.',
  'error.redirect_uri.developer':
    'La redirect_uri doit être égale à une adresse enregistrée, caractère par caractère : schéma, hôte, port, chemin et requête. Enregistrez-la ou corrigez la demande.',
  'error.duplicate_parameter.title': 'Ce lien n’est pas correct',
  'error.duplicate_parameter.user':
    'Le lien que vous avez suivi se contredit, nous nous sommes donc arrêtés ici. Rien n’a été partagé. Revenez et réessayez depuis l’application.',
  'error.duplicate_parameter.developer':
    'Chaque paramètre ne peut figurer qu’une fois dans la requête (RFC 6749 §3.1).',
  'error.app_not_approved.title': 'Cette application n’est pas encore approuvée',
  'error.app_not_approved.user':
    '{app} attend l’approbation de {provider}. D’ici là, elle ne peut pas être connectée. Rien n’a été partagé.',
  'error.app_not_approved.developer':
    'L’application n’est pas approuvée. Vous serez prévenu dès que l’examen est terminé ; son état figure dans les réglages pour développeurs.',
  'error.app_in_development.title': 'Cette application est encore en cours de création',
  'error.app_in_development.user':
    '{app} est en développement : seules les personnes qui la font ou l’essaient peuvent la connecter. Rien n’a été partagé. Si vous devez en être, demandez à ses auteurs de vous inviter avec l’adresse de votre connexion.',
  'error.app_in_development.developer':
    'L’application est en développement. Invitez cette personne comme testeur, ou ouvrez l’application à tous, dans les réglages pour développeurs.',
  'preview.account': 'Compte d’exemple',
  'error.app_suspended.title': 'Cette application a été arrêtée',
  'error.app_suspended.user':
    '{provider} a suspendu {app}. Elle ne peut pas être connectée, et ses connexions existantes ne fonctionnent pas pour le moment.',
  'error.app_suspended.developer':
    'L’application est suspendue : aucune demande d’autorisation n’est acceptée et ses jetons sont refusés. La raison figure dans les réglages pour développeurs.',
  'error.state_missing.title': 'Ce lien n’est pas assez sûr',
  'error.state_missing.user':
    '{app} a omis une valeur qui vous protège contre la tromperie, nous nous sommes donc arrêtés ici. Rien n’a été partagé. Seuls les auteurs de l’application peuvent y remédier.',
  'error.state_missing.developer':
    'Le paramètre state manque. Envoyez une nouvelle valeur aléatoire avec chaque demande, gardez-la dans la session de l’utilisateur et comparez-la à son retour.',
  'error.state_refused.title': 'Ce lien n’est pas assez sûr',
  'error.state_refused.user':
    '{app} utilise une valeur que d’autres pourraient deviner, et c’est cette valeur qui vous protège. Nous nous sommes donc arrêtés ici. Rien n’a été partagé. Seuls les auteurs de l’application peuvent y remédier.',
  'error.state_refused.developer':
    'Le paramètre state a été refusé. Il doit être aléatoire, long d’au moins 32 caractères, et nouveau pour chaque utilisateur et chaque demande.',
  'error.invalid_request.title': 'Ce lien ne fonctionne pas',
  'error.invalid_request.user':
    'Il manque quelque chose au lien que vous avez suivi, ou quelque chose n’y est pas juste. Rien n’a été partagé. Revenez et réessayez depuis l’application.',
  'error.invalid_request.developer': 'La demande d’autorisation n’est pas valide (invalid_request).',
  'error.invalid_scope.title': 'Cette application demande quelque chose qui n’existe pas',
  'error.invalid_scope.user':
    '{app} a demandé une permission que {provider} ne connaît pas ou que l’application ne peut pas avoir. Rien n’a été partagé.',
  'error.invalid_scope.developer':
    'Le scope est inconnu, mal écrit, ou n’est pas de ceux pour lesquels l’application est enregistrée (invalid_scope).',
  'error.unsupported_response_type.title': 'Cette application demande d’une manière que nous n’offrons pas',
  'error.unsupported_response_type.user':
    '{app} utilise une manière de se connecter que {provider} n’offre pas. Rien n’a été partagé. Seuls les auteurs de l’application peuvent y remédier.',
  'error.unsupported_response_type.developer':
    'Envoyez response_type=code. Rien d’autre n’est pris en charge (unsupported_response_type).',
  'error.session_lost.title': 'Nous avons perdu le fil de votre demande',
  'error.session_lost.user':
    'Votre navigateur n’a pas renvoyé ce que cette page garde pendant que vous décidez. Peut-être les cookies sont-ils bloqués, ou avez-vous commencé dans un autre navigateur. Rien n’a été partagé.',
  'error.session_lost.developer':
    'Le cookie de cette transaction manque ou appartient à un autre navigateur. Recommencez avec une nouvelle demande d’autorisation.',
  'error.already_answered.title': 'Vous avez déjà répondu',
  'error.already_answered.user':
    'Cette question a déjà reçu une réponse, peut-être dans un autre onglet. Cette réponse vaut ; rien n’a été fait deux fois. Si l’application n’en sait rien, connectez-la encore une fois depuis là.',
  'error.already_answered.developer':
    'La transaction est terminée ; chacune ne reçoit qu’une réponse. Recommencez avec une nouvelle demande d’autorisation.',
  'error.expired.title': 'Cette page est restée ouverte trop longtemps',
  'error.expired.user':
    'Pour votre sécurité, une demande ne vaut qu’un temps. Rien n’a été partagé. Recommencez depuis l’application.',
  'error.expired.developer': 'La transaction a expiré. Recommencez avec une nouvelle demande d’autorisation.',
  'error.cross_site.title': 'Ceci ne venait pas de notre page',
  'error.cross_site.user':
    'Un autre site a essayé de répondre à votre place, nous n’avons donc rien fait. Si vous ne vous y attendiez pas, fermez cet onglet.',
  'error.cross_site.developer':
    'Un formulaire a été envoyé depuis une autre origine, ou sans son jeton. Envoyez les utilisateurs à l’adresse authorize ; n’envoyez jamais rien à ces pages.',
  'error.no_account.title': 'Il n’y a aucun compte à connecter',
  'error.no_account.user':
    'Vous êtes connecté, mais vous n’êtes membre d’aucun compte. Il n’y a rien à quoi {app} pourrait accéder. Demandez à un administrateur de vous inviter, ou connectez-vous sous un autre nom.',
  'error.no_account.developer': 'L’utilisateur n’est membre actif d’aucun compte chez ce fournisseur.',
  'error.app_limit.title': 'Trop de personnes ont connecté cette application aujourd’hui',
  'error.app_limit.user':
    'Personne n’a encore examiné {app}, c’est pourquoi un nombre limité de personnes peut la connecter par jour. Rien n’a été donné. Réessayez demain.',
  'error.app_limit.developer':
    'L’application a atteint le nombre de nouvelles connexions permises en 24 heures. Demandez au fournisseur de la vérifier ou de relever la limite.',
  'error.not_found.title': 'Il n’y a rien ici',
  'error.not_found.user': 'L’adresse n’est pas correcte, ou ce à quoi elle menait n’existe plus.',
  'error.not_found.developer':
    'Aucune route n’a ce chemin. Comparez-le avec le document de métadonnées du fournisseur.',
  'error.method.title': 'Cette adresse n’est pas faite pour les navigateurs',
  'error.method.user':
    'Le lien que vous avez suivi mène à un endroit que seuls des programmes utilisent. Revenez et réessayez depuis l’application.',
  'error.method.developer': 'Ce chemin existe, mais pas pour cette méthode HTTP, ou pas pour un navigateur.',
  'error.too_many_requests.title': 'Un peu trop vite',
  'error.too_many_requests.user':
    'Il y a eu trop de requêtes en peu de temps. Veuillez attendre {wait}, puis réessayer.',
  'error.too_many_requests.developer':
    'La limite est atteinte (429). Attendez aussi longtemps que l’indique l’en-tête Retry-After.',
  'error.unavailable.title': 'Nous ne pouvons pas vous aider pour l’instant',
  'error.unavailable.user':
    'Cela ne fonctionne pas en ce moment. Rien n’a été perdu ni partagé. Veuillez réessayer dans {wait}.',
  'error.unavailable.developer':
    'Le serveur est momentanément indisponible (503). Attendez aussi longtemps que l’indique l’en-tête Retry-After.',
  'error.server_error.title': 'Quelque chose s’est mal passé de notre côté',
  'error.server_error.user':
    'Ce n’est pas votre faute, et rien n’a été partagé. Veuillez réessayer ; si cela se reproduit, demandez de l’aide.',
  'error.server_error.developer':
    'Une erreur inattendue (500). L’identifiant de la requête y mène dans le journal.',
  'error.login_failed.title': 'La connexion n’a pas abouti',
  'error.login_failed.user':
    '{provider} n’a pas pu confirmer qui vous êtes. Rien n’a été partagé. Veuillez réessayer depuis l’application.',
  'error.login_failed.developer':
    'La page de connexion du fournisseur n’a pas mené à terme cette demande de connexion.',

  'error.access_denied.title': 'Rien n’a été connecté',
  'error.access_denied.user':
    'Vous vous êtes arrêté avant de donner accès, {app} n’en a donc aucun. Rien n’a été partagé. Vous pouvez fermer cette page.',
  'error.access_denied.developer':
    'L’utilisateur a mis fin à la demande avant la page de consentement (access_denied). Une application dont l’éditeur n’est pas vérifié ne l’apprend que si l’utilisateur y retourne.',

  'error.fewMinutes': 'quelques minutes',
  'error.parameter': 'Le paramètre qui figure plus d’une fois : {parameter}.',

  'state.missing': 'Il manque.',
  'state.too_short': 'Il est trop court : il doit compter au moins 32 caractères.',
  'state.few_characters': 'Il est fait de trop peu de caractères différents.',
  'state.repeating': 'Il répète sans cesse le même morceau.',
  'state.sequence': 'C’est une suite, comme 123456 ou abcdef.',
  'state.time': 'C’est une heure ou une date, et cela se devine.',
  'state.words': 'Il est fait de mots, et les mots se devinent.',
  'state.client_id': 'C’est l’identifiant de l’application, que tout le monde connaît.',
  'state.used': 'Il a déjà servi pour un autre utilisateur. Faites-en un nouveau pour chaque demande.',
};
