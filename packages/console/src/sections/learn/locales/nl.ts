/** Snelstart, de verbindknop en Uitproberen. */
import type { Texts } from './en.ts';

export const texts: Texts = {
  'quickstart.title': 'Van niets naar de eerste aanroep',
  'quickstart.lead':
    'Eén volledig programma met de waarden van deze app. Vul het geheim in, start het, open het adres dat het toont en verbind je account.',
  'quickstart.language': 'Taal',
  'quickstart.redirectUri': 'Redirect-URI',
  'quickstart.with': 'Met {{library}}',
  'quickstart.install': 'Installeren',
  'quickstart.run': 'Starten',
  'quickstart.know': 'Goed om hier te weten',
  'quickstart.none.title': 'Deze app stuurt niemand ergens heen',
  'quickstart.none.text':
    'Hij heeft geen redirect-URI. Voeg er een toe, dan wordt de snelstart daarmee ingevuld.',
  'dead.java':
    '{{name}} is in 2022 gestopt. De opvolger is de OAuth 2.0-client van Spring Security zelf; dit programma gebruikt Nimbus, de bibliotheek daaronder.',
  'dead.csharp': '{{name}} wordt niet meer onderhouden. De opvolger is de OAuth-handler van ASP.NET Core.',
  'note.secret':
    'Het geheim komt uit de omgeving van je server. Het staat nooit in code, in een browser, in een app op een telefoon of in een logboek.',
  'note.noSecret': 'Een openbare app heeft geen geheim: PKCE bewijst dat wie begon ook afmaakt.',
  'note.state':
    'state en de PKCE-verifier worden voor elke poging nieuw gemaakt en in een cookie van dezelfde browser bewaard: een antwoord waar niemand om vroeg wordt geweigerd.',
  'note.judgedState':
    'Deze aanbieder beoordeelt state: minstens 32 tekens, willekeurig, en nooit door iemand anders gebruikt. Wat de programma’s maken wordt aanvaard.',
  'note.tokens': 'Bewaar tokens zoals wachtwoorden: op je server, versleuteld, één rij per gebruiker.',
  'note.exactRedirectUri': 'De redirect-URI is in beide stappen de geregistreerde, teken voor teken.',
  'note.registerHere':
    'De redirect-URI staat niet op deze computer: registreer voor het ontwikkelen ook een als http://localhost:3000/callback.',
  'note.getToken':
    'De tokenaanvraag is een GET met alles in het adres. Verstuur hem vanaf je server en houd hem uit je logboeken.',
  'note.formPost':
    'Het antwoord wordt als formulier naar je redirect-URI gestuurd. Vraag om response_mode=query als je bibliotheek dat niet kan lezen.',
  'note.noScope': 'Er zijn geen scopes: een verbinding opent de hele API.',
  'note.rotatingRefresh':
    'Elke verversing geeft een nieuw refresh-token en verbruikt het oude. Ververs op één plaats tegelijk: een token dat twee keer wordt gebruikt beëindigt de verbinding.',
  'note.noRefresh': 'Er is geen refresh-token. Verbind opnieuw als het toegangstoken verlopen is.',
  'note.untilRevoked':
    'Het token geldt tot de gebruiker het intrekt. Dan weigert de API het: toon je verbindknop opnieuw.',
  'note.approval': 'Het bedrijf keurt apps goed voordat ze kunnen verbinden.',
  'note.withoutTls': 'Deze server spreekt http op deze computer. In productie is elk adres https.',
  'note.exampleCall': 'Het bedrijf heeft niet gezegd waar zijn API is: vervang het adres van de aanroep.',
  'button.title': 'Verbindknop',
  'button.lead':
    'Verbinden begint op je eigen site. De knop leidt naar je server, die een nieuwe state maakt en de browser doorstuurt: er staat niets geheims in.',
  'button.label': 'Woorden op de knop',
  'button.label.default': 'Verbind {{provider}}',
  'button.address': 'Adres op je server',
  'button.preview': 'Zo ziet hij eruit',
  'button.html': 'HTML',
  'try.title': 'De hele stroom, stap voor stap',
  'try.lead':
    'Echte verzoeken met je eigen gebruiker of een testgebruiker. Het geheim en de tokens blijven op de server: hier zie je wat elke stap verstuurt, wat terugkomt en waarom iets mislukt.',
  'try.begin': 'Begin',
  'try.again': 'Begin opnieuw',
  'try.viewer.title': 'Je mag deze app bekijken',
  'try.viewer.text':
    'De eigenaar en de ontwikkelaars proberen hem uit: uitproberen maakt een echte verbinding.',
  'try.refused': 'Dat werd geweigerd: {{reason}}',
  'try.authorize.title': '1. De app stuurt de gebruiker naar dit adres',
  'try.authorize.lead':
    'Verander een parameter, of maak hem leeg om hem weg te laten, en kijk wat de server zegt.',
  'try.address': 'Adres',
  'try.open': 'Openen in een nieuw venster',
  'try.open.note':
    'Toont dat venster een probleem en komt er niets terug, lees het dan daar: wie verkeerd vraagt wordt nooit doorgestuurd.',
  'try.received.title': '2. Het antwoord komt op de redirect-URI',
  'try.received.waiting':
    'Wachten op het antwoord. Het komt hier vanzelf zodra je in het andere venster hebt geantwoord.',
  'try.received.answer': 'Wat terugkwam',
  'try.received.good': 'Het is het antwoord op dit verzoek',
  'try.received.good.text':
    'state is wat verstuurd was. De code is één keer en ongeveer een minuut geldig: ga door.',
  'try.received.foreign': 'state hoort niet bij deze poging',
  'try.received.foreign.text':
    'Een app stopt hier: iemand geeft hem misschien een code waar de gebruiker nooit om vroeg.',
  'try.received.refused': 'Het antwoord is nee',
  'try.received.refused.text':
    'Er is geen code. Laat de gebruiker zien dat er niets verbonden is, en toon de knop opnieuw.',
  'try.paste': 'Adres uit een andere browser',
  'try.paste.why': 'Als een testgebruiker elders is aangemeld: het adres dat de laatste pagina daar toont.',
  'try.paste.take': 'Overnemen',
  'try.token.title': '3. De app ruilt de code voor een token',
  'try.token.lead':
    'Van server naar server, met het geheim. Hier verstuurt deze server het voor je app, omdat je als ontwikkelaar bent aangemeld: je geheim is niet nodig en wordt niet gevraagd.',
  'try.token.send': 'Tokenaanvraag versturen',
  'try.further.title': '4. Waar het token goed voor is',
  'try.further.lead':
    'De tokens zijn verzegeld: de server gebruikt ze in deze stappen, en geen pagina ziet er meer van dan het einde.',
  'try.step.exchange': 'Code voor token',
  'try.step.call': 'API aanroepen',
  'try.step.introspect': 'Naar het token vragen',
  'try.step.refresh': 'Verversen',
  'try.step.revoke': 'Toegang teruggeven',
  'try.revoke.note':
    'Teruggeven beëindigt de verbinding tussen deze app en dat account, met alle tokens, ook die buiten Uitproberen zijn gemaakt. Dat kan niet ongedaan worden gemaakt; opnieuw verbinden is één klik.',
  'try.explained.exchange':
    'De code is verbruikt. Het toegangstoken gaat met elke aanroep mee; een refresh-token, als dat er is, haalt het volgende.',
  'try.explained.call':
    'Het token staat in de Authorization-header, nooit in een adres. 401 betekent: verversen of opnieuw verbinden.',
  'try.explained.introspect':
    'Introspectie zegt waar een token goed voor is. Van een dood of onbekend token zegt ze alleen dat het niet actief is.',
  'try.explained.refresh':
    'Beide tokens zijn nieuw en het oude refresh-token is verbruikt: wie het later weer gebruikt beëindigt de verbinding.',
  'try.explained.revoke': 'De toegang is teruggegeven: vraag naar het token, het is niet meer actief.',
  'try.program': 'Hetzelfde als programma in jouw taal, ingevuld met deze app:',
  'try.program.link': 'Snelstart',
  'try.request': 'Verzoek',
  'try.curl': 'Als curl',
  'try.answer': 'Antwoord',
  'try.failed': 'Het mislukte: {{code}}',
  'try.errors': 'Alle fouten uitgelegd',
  'try.back.title': 'Het antwoord is teruggekomen',
  'try.back.lead': 'Het staat in het venster waar je begon. Je kunt dit sluiten.',
  'try.back.elsewhere': 'Ben je in een andere browser begonnen? Kopieer dit adres en plak het daar.',
  'parameter.response_type': 'Altijd code: het antwoord is een code, nooit een token.',
  'parameter.client_id': 'Welke app vraagt.',
  'parameter.redirect_uri':
    'Waar het antwoord heen gaat. Hier het eigen adres van de console, alleen voor jou en je testgebruikers; je app noemt een eigen geregistreerd adres.',
  'parameter.scope': 'Waar de app om vraagt, met spaties ertussen. Vraag wat je nodig hebt en niet meer.',
  'parameter.state':
    'Willekeurig, nieuw voor elke poging, bewaard in de sessie van de gebruiker: komt ongewijzigd terug.',
  'parameter.code_challenge': 'SHA-256 van de verifier, in base64url (PKCE).',
  'parameter.code_challenge_method': 'Hoe het is gemaakt: altijd S256.',
  'tokenParameter.code': 'Wat terugkwam; één keer geldig.',
  'tokenParameter.redirect_uri': 'Dezelfde als in stap 1, teken voor teken.',
  'tokenParameter.code_verifier': 'Het geheim achter de challenge: bewijst dat wie begon ook afmaakt.',
  'glossary.title': 'Wat deze woorden betekenen',
  'term.clientSecret': 'Client secret',
  'term.redirectUri': 'Redirect-URI',
  'term.scope': 'Scope',
  'term.state': 'State',
  'term.pkce': 'PKCE',
  'term.authorizationCode': 'Autorisatiecode',
  'term.accessToken': 'Toegangstoken',
  'term.refreshToken': 'Refresh-token',
  'term.connection': 'Verbinding',
  'meaning.clientId': 'De openbare naam van de app in het verkeer.',
  'meaning.clientSecret': 'Bewijst dat het de app is. Alleen bekend op de server van de app.',
  'meaning.redirectUri':
    'Het adres van de app waar mensen terugkomen. Vooraf geregistreerd, teken voor teken vergeleken.',
  'meaning.scope': 'Een recht, met een gewone zin die mensen lezen voordat ze het toestaan.',
  'meaning.state': 'Een willekeurige tekst waaraan een app zijn eigen verzoek herkent als iemand terugkomt.',
  'meaning.pkce':
    'Een geheim dat voor elke poging nieuw wordt gemaakt, zodat een gestolen code nutteloos is.',
  'meaning.authorizationCode':
    'Wat de app op zijn redirect-URI krijgt, één keer en een minuut geldig; zijn server ruilt het voor tokens.',
  'meaning.accessToken': 'Wat de app met elke aanroep van de API meestuurt.',
  'meaning.refreshToken':
    'Haalt een nieuw toegangstoken zonder iemand te vragen. Eén keer geldig, dan vervangen.',
  'meaning.connection':
    'Het ja van één persoon dat één app op één account mag handelen: een rij in Actieve integraties, waar het kan worden ingetrokken.',
};
