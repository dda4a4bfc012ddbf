/**
 * Words people type when they are asked for a `state`: English, Dutch, and the vocabulary of logging in.
 * Four letters or more, and none made of a to f alone, so that hexadecimal text contains none by chance.
 */
export const STATE_WORDS: readonly string[] = `
about access account action admin administrator agent alpha always analyzer anonymous another answer anybody anything
apple application april around august auth authentication authorization authorize automatic aware away back bank
because become before begin being believe best better between beta black blue book bottle bread break bring brown
button call callback campaign cannot castle catch change chapter character check child church city clear client close
code coffee color column come common company computer connect connection consent content continue contract cookie
copernica copper correct could country create credential cross customer danger daily dark database date december
default delete demo design developer development different dollar dragon dream drive dummy early east easy email
empty england english enter entropy error even evening every everybody everything example exchange expect family
favorite february field file final find fire first fish flow follow football forever form forty four fox fresh friday
friend from front full future game garden generate girl give global gold good google grant great green group guess
hack happy hard head hello help here hidden high history holiday home hope horse hotel hour house however human hundred
idea important integration internet island january july jump jumps june just keep kind king know language large last
later lazy learn leave letter letmein level library life light line list little live local login logout long look
lorem love lucky magic mail make manager many march marketing master matter mean meet member message middle milk
mind minute money monkey month more morning mother mountain move much music must name nature never nice night nine
nobody nonce north november null number object october office often open orange order other over owner page panel
paper parameter parent party passphrase password people perhaps phone picture place plain play please plugin point
portal power present press pretty prevent private probably problem process profile program project protect provider
public purple query question quick quickly quiet rabbit rain random read ready real really redirect refresh register
remember request response return right river room route sample saturday school scope sea season second secret secure
security sentence september server service session seven short should shop show sign signin silver simple single sister
small snow social some somebody something song soon south special spring star start state static stay still stop
storm story street string strong student subscribe summer sunday sunshine super system table take talk team template
test testing text thank that their them then there these they thing think this those thousand three through thursday
time token today together tomorrow tree true trust turn twelve twenty under undefined unique university unknown until
user username value verify version very view visitor wait walk wall want watch water weather website wednesday week
welcome well west what when where which white will wind window winter with without woman wonder word work world would
write yellow year yesterday young your zero
aanmelden account alles altijd antwoord appel boek boom brief bruin daarom datum deze doen druif eigen fiets gebruiker
geheim geld gelukkig goed groen groot hallo heel huis inloggen jaar kaas kind klant koekje koffie koppeling lang leven
licht maken mama meer meisje mijn moeder morgen muziek naam niemand niet nieuw nummer ochtend onze oranje paard
persoon raden rood school sleutel snel staat straat tafel terug toegang toestand toestemming tuin uitloggen vandaag
verbinding verkoop vinden vogel voorbeeld voor vriend vrouw waarde wachtwoord wagen water website week welkom wereld
willekeurig winkel winter woord zelf zomer zonder zwart`
  .trim()
  .split(/\s+/)
  .filter(word => word.length >= 4);
