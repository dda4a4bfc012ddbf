/** The words of the hosted pages in Dutch. */
import type { Locale } from '../texts.ts';

export const nl: Locale = {
  'page.skip': 'Naar de inhoud',
  'page.languages': 'Taal',
  'page.notice': 'Let op',
  'page.privacy': 'Privacy',
  'page.terms': 'Voorwaarden',
  'page.support': 'Hulp',
  'page.securedBy': 'Beveiligd door Valetkey',
  'console.needsJavaScript':
    'De console heeft JavaScript nodig: sta het toe voor deze site en laad de pagina opnieuw.',
  'page.newTab': '(opent in een nieuw tabblad)',

  'standing.verified': 'Gecontroleerde uitgever',
  'standing.unverified': 'Uitgever niet gecontroleerd',
  'standing.development': 'In ontwikkeling',
  'standing.by': 'van {publisher}',
  'standing.verified.means': '{provider} heeft gecontroleerd wie deze app uitgeeft.',
  'standing.unverified.means':
    '{provider} heeft niet gecontroleerd wie deze app uitgeeft. Geef alleen toegang als je de uitgever kent en vertrouwt.',
  'standing.development.means':
    'Aan deze app wordt nog gebouwd. Geef alleen toegang als je hem aan het testen bent.',

  'login.title': 'Inloggen bij {provider}',
  'login.app': '{app} vraagt toegang tot je account. Log eerst in; daarna beslis jij.',
  'login.passwordStays': '{app} krijgt je wachtwoord nooit te zien.',
  'login.email': 'E-mailadres',
  'login.password': 'Wachtwoord',
  'login.submit': 'Inloggen',
  'login.cancel': 'Annuleren',
  'login.problem.title': 'Je bent nog niet ingelogd',
  'login.problem.wrong':
    'Dit e-mailadres en dit wachtwoord horen niet bij elkaar. Controleer beide en probeer het opnieuw.',
  'login.problem.throttled':
    'Er waren te veel pogingen. Om dit account te beschermen vragen we je {wait} te wachten en het dan opnieuw te proberen.',
  'login.problem.stale': 'Deze pagina stond te lang open. Er is niets verloren: log nog één keer in.',

  'picker.title': 'Kies een account',
  'picker.lead': '{app} vraagt alleen toegang tot het account dat je kiest.',
  'picker.role.administrator': 'Beheerder',
  'picker.role.member': 'Lid',
  'picker.plan': 'abonnement {plan}',
  'picker.lastUsed': 'Laatst gebruikt',
  'picker.blocked.plan': 'Niet beschikbaar: hiervoor is het abonnement {plans} nodig.',
  'picker.blocked.suspended': 'Niet beschikbaar: dit account is geblokkeerd.',
  'picker.needsApproval': 'Een beheerder van dit account moet de app eerst toestaan.',
  'picker.none':
    'Geen van je accounts kan worden gekoppeld. Een beheerder van het account kan je meer vertellen.',
  'picker.cancel': 'Annuleren',

  'ask.approval.title': 'Vraag het je beheerder',
  'ask.approval.lead':
    '{app} mag {account} nog niet openen: de beheerders bepalen welke apps dat mogen. Je kunt ze om deze app vragen.',
  'ask.blocked.title': 'Je beheerder staat deze app niet toe',
  'ask.blocked.lead':
    'De beheerders van {account} hebben bepaald dat {app} het niet mag openen. Overleg met hen als je de app nodig hebt.',
  'ask.none.title': 'Dit account laat geen apps toe',
  'ask.none.lead':
    'De beheerders van {account} hebben bepaald dat geen enkele app het mag openen, dus {app} ook niet. Overleg met hen als je de app nodig hebt.',
  'ask.waiting.title': 'Je beheerder is gevraagd',
  'ask.waiting':
    'Je verzoek wacht op antwoord. Het antwoord komt onder Actieve integraties te staan; koppel de app dan opnieuw. Er is niets met de app gedeeld.',
  'ask.refused': 'Je vorige verzoek is afgewezen.',
  'ask.message': 'Waarvoor heb je de app nodig? (optioneel)',
  'ask.messageHint': 'De beheerders lezen dit. De app niet.',
  'ask.submit': 'Toestemming vragen',
  'ask.cancel': 'Terug naar de app',

  'person.signedInAs': 'Ingelogd als',
  'person.notYou': 'Ben je dit niet?',

  'consent.title': '{app} toegang geven?',
  'consent.sentence': '{app} wil toegang tot je account {account} om {purpose}.',
  'consent.sentence.more': '{app} wil meer toegang tot je account {account} om {purpose}.',
  'consent.sentence.noPurpose': '{app} wil toegang tot je account {account}.',
  'consent.sentence.more.noPurpose': '{app} wil meer toegang tot je account {account}.',
  'consent.question': 'Wil je deze toegang geven?',
  'consent.ownWords': 'Het doel staat er in de woorden van de app zelf.',
  'consent.account': 'Account',
  'consent.anotherAccount': 'Ander account gebruiken',
  'consent.can': 'Wat de app kan doen',
  'consent.canNew': 'Wat er nieuw is',
  'consent.has.one': 'Wat de app al kan doen ({count})',
  'consent.has.other': 'Wat de app al kan doen ({count})',
  'consent.nothing': 'De app vraagt geen eigen rechten: hij ziet alleen dat je hem hebt gekoppeld.',
  'consent.otherGroup': 'Overig',
  'consent.read': 'Inzien',
  'consent.change': 'Wijzigen',
  'consent.optional': 'Optioneel: vink aan om het toe te staan',
  'consent.cannot': 'Wat de app niet kan doen',
  'consent.cannot.password': 'Je wachtwoord zien',
  'consent.lasts': 'Hoe lang',
  'consent.lasts.revoked': 'Totdat je de toegang intrekt.',
  'consent.lasts.limited': '{duration}, tenzij je de toegang eerder intrekt.',
  'consent.next': 'Waar je hierna naartoe gaat',
  'consent.address': 'Toon het volledige adres',
  'consent.loopback': 'Dit leidt naar een programma op deze computer.',
  'consent.loopback.means': 'Geef alleen toegang als je dat programma zojuist zelf hebt gestart.',
  'consent.mind': 'Als je je bedenkt',
  'consent.takeBack': 'Je kunt dit intrekken onder {settings}.',
  'consent.appLinks': 'Over {app}',
  'consent.homepage': 'Website',
  'consent.appPrivacy': 'Privacybeleid',
  'consent.appTerms': 'Gebruiksvoorwaarden',
  'consent.allow': 'Toestaan',
  'consent.authorize': 'Autoriseren',
  'consent.deny': 'Weigeren',

  'formPost.title': 'Een ogenblik',
  'formPost.lead': 'Je wordt teruggebracht naar {host}.',
  'formPost.manual': 'Gebeurt er niets? Kies dan Doorgaan.',
  'formPost.continue': 'Doorgaan',

  'error.developer': 'Voor de ontwikkelaar',
  'error.detail': 'Wat er precies mis is',
  'error.code': 'Wat het oplost',
  'error.app': 'App',
  'error.requestId': 'Request-ID',
  'error.requestId.means': 'Noem het als je om hulp vraagt: het leidt naar precies dit verzoek.',
  'error.startAgain': 'Opnieuw beginnen',
  'error.wayBack': 'Terug naar {host}',
  'error.wayBack.means': 'De app krijgt te horen wat er misging. Er wordt niets van je account doorgegeven.',
  'error.someApp': 'De app',

  'error.unknown_app.title': 'Deze app kennen we niet',
  'error.unknown_app.user':
    'De link die je volgde noemt een app die niet bij {provider} is geregistreerd. Er is niets gedeeld. Ga terug naar waar je vandaan kwam en laat het de makers van de app weten.',
  'error.unknown_app.developer':
    'Geen enkele app heeft hier deze client_id. Vergelijk hem met die in de ontwikkelaarsinstellingen en controleer of het verzoek naar de juiste aanbieder gaat.',
  'error.redirect_uri.title': 'We kunnen je niet veilig terugsturen',
  'error.redirect_uri.user':
    '{app} gaf een terugkeeradres op dat nooit is geregistreerd. Om jou te beschermen zijn we hier gestopt. Er is niets gedeeld.',
  'error.redirect_uri.developer':
    'De redirect_uri moet teken voor teken gelijk zijn aan een geregistreerde: schema, host, poort, pad en query. Registreer hem of verbeter het verzoek.',
  'error.duplicate_parameter.title': 'Deze link klopt niet',
  'error.duplicate_parameter.user':
    'De link die je volgde spreekt zichzelf tegen, dus zijn we hier gestopt. Er is niets gedeeld. Ga terug en probeer het opnieuw vanuit de app.',
  'error.duplicate_parameter.developer':
    'Elke parameter mag maar één keer in het verzoek staan (RFC 6749 §3.1).',
  'error.app_not_approved.title': 'Deze app is nog niet goedgekeurd',
  'error.app_not_approved.user':
    '{app} wacht op goedkeuring door {provider}. Tot die tijd kan de app niet worden gekoppeld. Er is niets gedeeld.',
  'error.app_not_approved.developer':
    'De app is niet goedgekeurd. Je hoort het zodra de beoordeling klaar is; de stand staat in de ontwikkelaarsinstellingen.',
  'error.app_in_development.title': 'Deze app wordt nog gemaakt',
  'error.app_in_development.user':
    '{app} is in ontwikkeling: alleen wie de app maakt of probeert kan die koppelen. Er is niets gedeeld. Hoor je daarbij, vraag de makers dan om je uit te nodigen met het adres waarmee je bent ingelogd.',
  'error.app_in_development.developer':
    'De app is in ontwikkeling. Nodig deze persoon uit als testgebruiker, of stel de app open voor iedereen, in de ontwikkelaarsinstellingen.',
  'preview.account': 'Voorbeeldaccount',
  'error.app_suspended.title': 'Deze app is stopgezet',
  'error.app_suspended.user':
    '{provider} heeft {app} stopgezet. De app kan niet worden gekoppeld, en bestaande koppelingen werken op dit moment niet.',
  'error.app_suspended.developer':
    'De app is stopgezet: verzoeken om toegang en tokens worden geweigerd. De reden staat in de ontwikkelaarsinstellingen.',
  'error.state_missing.title': 'Deze link is niet veilig genoeg',
  'error.state_missing.user':
    '{app} liet een waarde weg die jou tegen misleiding beschermt, dus zijn we hier gestopt. Er is niets gedeeld. Alleen de makers van de app kunnen dit oplossen.',
  'error.state_missing.developer':
    'De parameter state ontbreekt. Stuur bij elk verzoek een nieuwe willekeurige waarde mee, bewaar die in de sessie van de gebruiker en vergelijk hem bij terugkomst.',
  'error.state_refused.title': 'Deze link is niet veilig genoeg',
  'error.state_refused.user':
    '{app} gebruikt een waarde die anderen kunnen raden, en juist die waarde beschermt jou. Daarom zijn we hier gestopt. Er is niets gedeeld. Alleen de makers van de app kunnen dit oplossen.',
  'error.state_refused.developer':
    'De parameter state is geweigerd. Hij moet willekeurig zijn, minstens 32 tekens lang, en nieuw voor elke gebruiker en elk verzoek.',
  'error.invalid_request.title': 'Deze link werkt niet',
  'error.invalid_request.user':
    'Er ontbreekt iets aan de link die je volgde, of er klopt iets niet. Er is niets gedeeld. Ga terug en probeer het opnieuw vanuit de app.',
  'error.invalid_request.developer': 'Het verzoek om toegang is niet geldig (invalid_request).',
  'error.invalid_scope.title': 'Deze app vraagt iets wat niet bestaat',
  'error.invalid_scope.user':
    '{app} vroeg om een recht dat {provider} niet kent of dat de app niet mag hebben. Er is niets gedeeld.',
  'error.invalid_scope.developer':
    'De scope is onbekend, verkeerd geschreven, of niet een van die waarvoor de app is geregistreerd (invalid_scope).',
  'error.unsupported_response_type.title': 'Deze app vraagt het op een manier die we niet aanbieden',
  'error.unsupported_response_type.user':
    '{app} gebruikt een manier van koppelen die {provider} niet aanbiedt. Er is niets gedeeld. Alleen de makers van de app kunnen dit oplossen.',
  'error.unsupported_response_type.developer':
    'Stuur response_type=code. Iets anders wordt niet ondersteund (unsupported_response_type).',
  'error.session_lost.title': 'We zijn je verzoek kwijtgeraakt',
  'error.session_lost.user':
    'Je browser stuurde niet terug wat deze pagina bewaart terwijl je beslist. Misschien zijn cookies geblokkeerd, of begon je in een andere browser. Er is niets gedeeld.',
  'error.session_lost.developer':
    'De cookie van deze transactie ontbreekt of hoort bij een andere browser. Begin opnieuw met een nieuw verzoek om toegang.',
  'error.already_answered.title': 'Je hebt dit al beantwoord',
  'error.already_answered.user':
    'Deze vraag is al eerder beantwoord, misschien in een ander tabblad. Dat antwoord geldt; er is niets dubbel gedaan. Weet de app er niets van, maak de koppeling dan daar opnieuw.',
  'error.already_answered.developer':
    'De transactie is afgerond; elke transactie wordt één keer beantwoord. Begin opnieuw met een nieuw verzoek om toegang.',
  'error.expired.title': 'Deze pagina stond te lang open',
  'error.expired.user':
    'Voor je veiligheid is een verzoek maar een tijdje geldig. Er is niets gedeeld. Begin opnieuw vanuit de app.',
  'error.expired.developer': 'De transactie is verlopen. Begin opnieuw met een nieuw verzoek om toegang.',
  'error.cross_site.title': 'Dit kwam niet van onze pagina',
  'error.cross_site.user':
    'Een andere website probeerde voor jou te antwoorden; daarom hebben we niets gedaan. Verwachtte je dit niet? Sluit dan dit tabblad.',
  'error.cross_site.developer':
    'Een formulier werd verstuurd vanaf een andere origin, of zonder zijn token. Stuur gebruikers naar het authorize-adres; post nooit naar deze pagina’s.',
  'error.no_account.title': 'Er is geen account om te koppelen',
  'error.no_account.user':
    'Je bent ingelogd, maar je bent geen lid van een account. {app} kan daarom nergens toegang toe krijgen. Vraag een beheerder om je uit te nodigen, of log in als iemand anders.',
  'error.no_account.developer': 'De gebruiker is geen actief lid van een account bij deze aanbieder.',
  'error.app_limit.title': 'Te veel mensen koppelden deze app vandaag',
  'error.app_limit.user':
    'Nog niemand heeft {app} bekeken, daarom kan maar een beperkt aantal mensen de app per dag koppelen. Er is niets weggegeven. Probeer het morgen opnieuw.',
  'error.app_limit.developer':
    'De app heeft het aantal nieuwe koppelingen bereikt dat in 24 uur mag. Vraag de aanbieder de app te verifiëren of de grens te verhogen.',
  'error.not_found.title': 'Hier is niets',
  'error.not_found.user': 'Het adres klopt niet, of wat er stond is weg.',
  'error.not_found.developer':
    'Geen enkele route heeft dit pad. Vergelijk het met het metadatadocument van de aanbieder.',
  'error.method.title': 'Dit adres is niet voor browsers',
  'error.method.user':
    'De link die je volgde leidt naar een plek die alleen programma’s gebruiken. Ga terug en probeer het opnieuw vanuit de app.',
  'error.method.developer': 'Dit pad bestaat, maar niet voor deze HTTP-methode, of niet voor een browser.',
  'error.too_many_requests.title': 'Iets te snel',
  'error.too_many_requests.user':
    'Er waren te veel verzoeken in korte tijd. Wacht {wait} en probeer het dan opnieuw.',
  'error.too_many_requests.developer':
    'De grens is bereikt (429). Wacht zo lang als de header Retry-After zegt.',
  'error.unavailable.title': 'We kunnen je nu even niet helpen',
  'error.unavailable.user':
    'Dit werkt op dit moment niet. Er is niets verloren of gedeeld. Probeer het over {wait} opnieuw.',
  'error.unavailable.developer':
    'De server is tijdelijk niet beschikbaar (503). Wacht zo lang als de header Retry-After zegt.',
  'error.server_error.title': 'Er ging iets mis aan onze kant',
  'error.server_error.user':
    'Het ligt niet aan jou, en er is niets gedeeld. Probeer het opnieuw; gebeurt het nog eens, vraag dan om hulp.',
  'error.server_error.developer': 'Een onverwachte fout (500). De request-ID leidt ernaar in het logboek.',
  'error.login_failed.title': 'Inloggen is niet gelukt',
  'error.login_failed.user':
    '{provider} kon niet bevestigen wie je bent. Er is niets gedeeld. Probeer het opnieuw vanuit de app.',
  'error.login_failed.developer': 'De login van de aanbieder heeft dit inlogverzoek niet afgerond.',

  'error.access_denied.title': 'Er is niets gekoppeld',
  'error.access_denied.user':
    'Je bent gestopt voordat je toegang gaf, dus {app} heeft geen toegang gekregen. Er is niets gedeeld. Je kunt deze pagina sluiten.',
  'error.access_denied.developer':
    'De gebruiker stopte vóór de toestemmingspagina (access_denied). Een app waarvan de uitgever niet is gecontroleerd, hoort dat pas als de gebruiker ernaar teruggaat.',

  'error.fewMinutes': 'een paar minuten',
  'error.parameter': 'De parameter die meer dan één keer voorkomt: {parameter}.',

  'state.missing': 'Hij ontbreekt.',
  'state.too_short': 'Hij is te kort: hij moet minstens 32 tekens hebben.',
  'state.few_characters': 'Hij bestaat uit te weinig verschillende tekens.',
  'state.repeating': 'Hij herhaalt steeds hetzelfde stuk.',
  'state.sequence': 'Hij is een reeks, zoals 123456 of abcdef.',
  'state.time': 'Hij is een tijd of een datum, en de tijd is te raden.',
  'state.words': 'Hij bestaat uit woorden, en woorden zijn te raden.',
  'state.client_id': 'Hij is de eigen id van de app, en die kent iedereen.',
  'state.used': 'Hij is al eerder voor een andere gebruiker gebruikt. Maak voor elk verzoek een nieuwe.',
};
