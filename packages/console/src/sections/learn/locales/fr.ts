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
