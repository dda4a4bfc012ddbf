/** Démarrage rapide, bouton de connexion et Essayer. */
import type { Texts } from './en.ts';

export const texts: Texts = {
  'quickstart.title': 'De rien au premier appel',
  'quickstart.lead':
    'Un programme entier avec les valeurs de cette application. Ajoutez le secret, lancez-le, ouvrez l’adresse affichée et connectez votre compte.',
  'quickstart.language': 'Langage',
  'quickstart.redirectUri': 'URI de redirection',
  'quickstart.with': 'Avec {{library}}',
  'quickstart.install': 'Installer',
  'quickstart.run': 'Lancer',
  'quickstart.know': 'À savoir ici',
  'quickstart.none.title': 'Cette application n’envoie personne nulle part',
  'quickstart.none.text': 'Elle n’a pas d’URI de redirection. Ajoutez-en une pour remplir le programme.',
  'dead.java':
    '{{name}} s’est arrêté en 2022. Son successeur est le client OAuth 2.0 de Spring Security lui-même ; ce programme utilise Nimbus, la bibliothèque qui est dessous.',
  'dead.csharp': '{{name}} n’est plus maintenu. Son successeur est le gestionnaire OAuth d’ASP.NET Core.',
  'note.secret':
    'Le secret vient de l’environnement de votre serveur. Il n’est jamais dans le code, dans un navigateur, dans une application de téléphone ni dans un journal.',
  'note.noSecret':
    'Une application publique n’a pas de secret : PKCE prouve que celui qui finit est celui qui a commencé.',
  'note.state':
    'state et le vérificateur PKCE sont créés à chaque tentative et gardés dans un cookie du même navigateur : une réponse que personne n’a demandée est refusée.',
  'note.judgedState':
    'Ce fournisseur juge state : 32 caractères ou plus, aléatoires, jamais utilisés par quelqu’un d’autre. Ce que font les programmes est accepté.',
  'note.tokens':
    'Gardez les jetons comme des mots de passe : sur votre serveur, chiffrés, une ligne par personne.',
  'note.exactRedirectUri':
    'L’URI de redirection est celle enregistrée, caractère par caractère, aux deux étapes.',
  'note.registerHere':
    'L’URI de redirection n’est pas sur cet ordinateur : pour le développement, enregistrez-en aussi une comme http://localhost:3000/callback.',
  'note.getToken':
    'La demande de jeton est un GET avec tout dans l’adresse. Envoyez-la depuis votre serveur et gardez-la hors de vos journaux.',
  'note.formPost':
    'La réponse est envoyée à votre URI de redirection comme un formulaire. Demandez response_mode=query si votre bibliothèque ne sait pas le lire.',
  'note.noScope': 'Il n’y a pas de scopes : une connexion ouvre toute l’API.',
  'note.rotatingRefresh':
    'Chaque renouvellement donne un nouveau jeton et consomme l’ancien. Renouvelez à un seul endroit à la fois : un jeton utilisé deux fois met fin à la connexion.',
  'note.noRefresh':
    'Il n’y a pas de jeton de renouvellement. Quand le jeton d’accès a expiré, connectez à nouveau.',
  'note.untilRevoked':
    'Le jeton vaut jusqu’à ce que la personne le retire. L’API le refuse alors : montrez à nouveau votre bouton.',
  'note.approval': 'L’entreprise approuve les applications avant qu’elles puissent se connecter.',
  'note.withoutTls': 'Ce serveur parle http sur cet ordinateur. En production, chaque adresse est en https.',
  'note.exampleCall': 'L’entreprise n’a pas dit où est son API : remplacez l’adresse de l’appel.',
  'button.title': 'Bouton de connexion',
  'button.lead':
    'La connexion commence sur votre propre site. Le bouton mène à votre serveur, qui crée un nouveau state et envoie le navigateur plus loin : il ne contient rien de secret.',
  'button.label': 'Texte du bouton',
  'button.label.default': 'Connecter {{provider}}',
  'button.address': 'Adresse sur votre serveur',
  'button.preview': 'Son apparence',
  'button.html': 'HTML',
  'try.title': 'Tout le déroulement, étape par étape',
  'try.lead':
    'De vraies requêtes avec votre propre utilisateur ou un utilisateur de test. Le secret et les jetons restent sur le serveur : vous voyez ici ce que chaque étape envoie, ce qui revient et pourquoi elle échoue.',
  'try.begin': 'Commencer',
  'try.again': 'Recommencer',
  'try.viewer.title': 'Vous pouvez consulter cette application',
  'try.viewer.text': 'Son propriétaire et ses développeurs l’essaient : un essai crée une vraie connexion.',
  'try.refused': 'Cela a été refusé : {{reason}}',
  'try.authorize.title': '1. L’application envoie la personne à cette adresse',
  'try.authorize.lead': 'Changez un paramètre, ou videz-le pour l’omettre, et voyez ce que dit le serveur.',
  'try.address': 'Adresse',
  'try.open': 'Ouvrir dans une nouvelle fenêtre',
  'try.open.note':
    'Si cette fenêtre montre un problème et que rien ne revient, lisez-le là : qui demande mal n’est jamais envoyé plus loin.',
  'try.received.title': '2. La réponse arrive à l’URI de redirection',
  'try.received.waiting':
    'En attente de la réponse. Elle arrive ici d’elle-même dès que vous avez répondu dans l’autre fenêtre.',
  'try.received.answer': 'Ce qui est revenu',
  'try.received.good': 'C’est la réponse à cette demande',
  'try.received.good.text':
    'state est celui qui a été envoyé. Le code vaut une fois et environ une minute : continuez.',
  'try.received.foreign': 'state n’est pas celui de cette tentative',
  'try.received.foreign.text':
    'Une application s’arrête ici : quelqu’un lui donne peut-être un code que personne n’a demandé.',
  'try.received.refused': 'La réponse est non',
  'try.received.refused.text':
    'Il n’y a pas de code. Montrez que rien n’a été connecté, et de nouveau le bouton.',
  'try.paste': 'Adresse d’un autre navigateur',
  'try.paste.why':
    'Si un utilisateur de test est connecté ailleurs : l’adresse que montre là la dernière page.',
  'try.paste.take': 'Prendre',
  'try.token.title': '3. L’application échange le code contre un jeton',
  'try.token.lead':
    'De serveur à serveur, avec le secret. Ici, ce serveur l’envoie pour votre application, car vous êtes connecté comme son développeur : votre secret n’est ni nécessaire ni demandé.',
  'try.token.send': 'Envoyer la demande de jeton',
  'try.further.title': '4. À quoi sert le jeton',
  'try.further.lead':
    'Les jetons sont scellés : le serveur les utilise dans ces étapes, et aucune page n’en voit plus que la fin.',
  'try.step.exchange': 'Code contre jeton',
  'try.step.call': 'Appeler l’API',
  'try.step.introspect': 'Interroger le jeton',
  'try.step.refresh': 'Renouveler',
  'try.step.revoke': 'Rendre l’accès',
  'try.revoke.note':
    'Rendre l’accès met fin à la connexion entre cette application et ce compte, avec tous ses jetons, même ceux créés ailleurs. C’est définitif ; reconnecter se fait en un clic.',
  'try.explained.exchange':
    'Le code est consommé. Le jeton d’accès accompagne chaque appel ; un jeton de renouvellement, s’il existe, obtient le suivant.',
  'try.explained.call':
    'Le jeton est dans l’en-tête Authorization, jamais dans une adresse. 401 signifie : renouveler ou reconnecter.',
  'try.explained.introspect':
    'L’introspection dit à quoi sert un jeton. D’un jeton mort ou inconnu, seulement qu’il n’est pas actif.',
  'try.explained.refresh':
    'Les deux jetons sont nouveaux et l’ancien est consommé : qui le réutilise plus tard met fin à la connexion.',
  'try.explained.revoke': 'L’accès est rendu : interrogez le jeton, il n’est plus actif.',
  'try.program': 'La même chose en programme dans votre langage, rempli avec cette application :',
  'try.program.link': 'Démarrage rapide',
  'try.request': 'Requête',
  'try.curl': 'En curl',
  'try.answer': 'Réponse',
  'try.failed': 'Échec : {{code}}',
  'try.errors': 'Toutes les erreurs expliquées',
  'try.back.title': 'La réponse est revenue',
  'try.back.lead': 'Elle est dans la fenêtre où vous avez commencé. Vous pouvez fermer celle-ci.',
  'try.back.elsewhere':
    'Vous avez commencé dans un autre navigateur ? Copiez cette adresse et collez-la là-bas.',
  'parameter.response_type': 'Toujours code : la réponse est un code, jamais un jeton.',
  'parameter.client_id': 'Quelle application demande.',
  'parameter.redirect_uri':
    'Où va la réponse. Ici l’adresse de la console, pour vous et vos utilisateurs de test seulement ; votre application nomme une des siennes, enregistrée.',
  'parameter.scope':
    'Ce que demande l’application, séparé par des espaces. Demandez le nécessaire, pas plus.',
  'parameter.state':
    'Aléatoire, nouveau à chaque tentative, gardé dans la session de la personne : revient inchangé.',
  'parameter.code_challenge': 'SHA-256 du vérificateur, en base64url (PKCE).',
  'parameter.code_challenge_method': 'Comment il est fait : toujours S256.',
  'tokenParameter.code': 'Ce qui est revenu ; valable une fois.',
  'tokenParameter.redirect_uri': 'La même qu’à l’étape 1, caractère par caractère.',
  'tokenParameter.code_verifier': 'Le secret derrière le challenge : prouve que celui qui finit a commencé.',
  'glossary.title': 'Ce que ces mots veulent dire',
  'term.clientSecret': 'Secret du client',
  'term.redirectUri': 'URI de redirection',
  'term.scope': 'Scope',
  'term.state': 'State',
  'term.pkce': 'PKCE',
  'term.authorizationCode': 'Code d’autorisation',
  'term.accessToken': 'Jeton d’accès',
  'term.refreshToken': 'Jeton de renouvellement',
  'term.connection': 'Connexion',
  'meaning.clientId': 'Le nom public de l’application dans les échanges.',
  'meaning.clientSecret': 'Prouve que c’est l’application. Connu de son serveur seul.',
  'meaning.redirectUri':
    'L’adresse de l’application où les gens reviennent. Enregistrée d’avance, comparée caractère par caractère.',
  'meaning.scope': 'Une permission, avec une phrase simple que les gens lisent avant de l’accorder.',
  'meaning.state': 'Un texte aléatoire par lequel une application reconnaît sa propre demande au retour.',
  'meaning.pkce': 'Un secret nouveau à chaque tentative, pour qu’un code volé ne serve à rien.',
  'meaning.authorizationCode':
    'Ce que l’application reçoit à son URI de redirection, valable une fois et une minute ; son serveur l’échange contre des jetons.',
  'meaning.accessToken': 'Ce que l’application envoie à chaque appel de l’API.',
  'meaning.refreshToken':
    'Obtient un nouveau jeton d’accès sans demander à personne. Valable une fois, puis remplacé.',
  'meaning.connection':
    'Le oui d’une personne pour qu’une application agisse sur un compte : une ligne dans les Intégrations actives, où on peut le retirer.',
};
