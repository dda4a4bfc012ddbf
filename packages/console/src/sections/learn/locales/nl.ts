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
