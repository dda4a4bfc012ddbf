import type { Catalogue } from './say.ts';

export const de: Catalogue = {
  nothing_here: 'Unter dieser Adresse gibt es nichts.',
  no_such_thing: 'Das gibt es hier nicht, oder es gehört Ihnen nicht.',
  method_not_taken: 'Diese Adresse nimmt nur {methods} an.',
  body_too_large: 'Der Body ist größer als {limit} Bytes.',
  body_compressed: 'Senden Sie den Body ohne Kompression.',
  body_not_utf8: 'Der Body muss UTF-8 sein.',
  body_broken_utf8: 'Der Body ist kein gültiges UTF-8.',
  body_not_form: 'Senden Sie die Parameter als application/x-www-form-urlencoded.',
  body_not_strings: 'Der JSON-Body muss ein Objekt sein, dessen Werte Zeichenketten sind.',
  body_member_twice: 'Ein Name steht mehr als einmal im JSON-Body. Senden Sie ihn einmal.',
  body_not_json_type: 'Senden Sie den Body als application/json.',
  body_not_json: 'Der Body ist kein JSON.',
  body_not_page_form: 'Dieses Formular wurde nicht so gesendet, wie ein Browser es sendet.',
  body_unexpected: 'Der Body ist nicht wie erwartet. {what}',
  content_type: 'Content-Type {type}',
  charset: 'Zeichensatz in {type}',
  server_error: 'Bei uns ist etwas schiefgegangen.',
  server_error_logged: 'Bei uns ist etwas schiefgegangen. Es steht unter der Anfrage-ID im Protokoll.',
  database_silent: 'Die Datenbank antwortet gerade nicht. Versuchen Sie es noch einmal.',
  database_not_ready: 'Die Datenbank antwortet nicht.',
  shutting_down: 'Dieser Knoten wird gerade beendet.',
  overloaded: 'Gerade wird zu viel verlangt. Versuchen Sie es noch einmal.',
  too_many_signing_in:
    'Gerade melden sich zu viele Menschen an. Versuchen Sie es in ein paar Sekunden noch einmal.',
  value_not: '{path} muss {expected} sein.',
  the_body: 'Der Body',
  expected_text: 'Text aus {min} bis {max} Zeichen',
  expected_formatted: 'Text aus {min} bis {max} Zeichen ({format})',
  expected_integer: 'eine ganze Zahl von {min} bis {max}',
  expected_flag: 'true oder false',
  expected_one_of: 'eins von {values}',
  expected_list: 'eine Liste mit höchstens {max} Einträgen',
  expected_object: 'ein Objekt',
  member_unknown: '{path} ist hier nicht bekannt. Bekannt: {known}.',
  staff_only: 'Das ist für die Mitarbeiter des Anbieters.',
  administrators_only: 'Das ist für die Administratoren des Kontos.',
  owner_only: 'Das ist für den Eigentümer der App.',
  reader_only: 'Mit Ihrer Rolle dürfen Sie diese App nur lesen.',
  sign_in_again: 'Melden Sie sich dafür noch einmal an.',
  nobody_signed_in: 'Hier ist niemand angemeldet.',
  not_the_console: 'Dieser Aufruf kommt nicht aus der Konsole.',
  cross_site: 'von einer fremden Seite',
  no_such_account: 'Dieses Konto gibt es hier nicht, oder es gehört Ihnen nicht.',
  nothing_named: 'Nennen Sie, was enden soll: IDs, App, Mitglied oder alles.',
  no_quickstart: 'In dieser Sprache gibt es keinen Schnellstart, oder die Redirect-URI gibt es nicht.',
  console_not_built: 'Die Konsole ist hier nicht gebaut: npm run build:console.',
  parameter_twice:
    'Der Parameter {name} wurde mehr als einmal gesendet. Senden Sie ihn einmal, in der Adresse oder im Body.',
  parameter_missing: '{name} fehlt. Senden Sie es einmal, mit einem Wert.',
  token_missing: 'Der Parameter token fehlt.',
  unreadable: 'Die Anfrage ist nicht lesbar. {what}.',
  unreadable_encoding:
    'Die Anfrage ist nicht lesbar. Ein Parameter ist kein prozentkodiertes UTF-8; kodieren Sie Namen und Werte.',
  parameter_not_text: 'Ein Parameter ist kein Text',
  parameter_control: 'Ein Parameter enthält ein Steuerzeichen, etwa einen Zeilenumbruch',
  parameters_too_many: 'Sie hat zu viele Parameter',
  parameter_name_long: 'Der Name eines Parameters ist zu lang',
  parameter_long: 'Der Wert von {name} ist länger als {limit} Bytes',
  client_id_missing: 'client_id fehlt. Senden Sie die ID, unter der die App registriert ist.',
  request_object:
    'Der Parameter {name} wird nicht unterstützt. Senden Sie die Anfrage als einfache Parameter.',
  response_type_missing: 'response_type fehlt. Senden Sie response_type=code.',
  response_type_unsupported:
    'Nur response_type=code wird unterstützt. Bitten Sie um einen Code und tauschen Sie ihn am Token-Endpunkt ein.',
  response_mode_unsupported:
    'Dieser response_mode wird nicht unterstützt. Verwenden Sie {allowed} oder lassen Sie ihn weg.',
  state_absent:
    'state fehlt. Er schützt die App vor gefälschten Antworten: Senden Sie einen Zufallswert und vergleichen Sie ihn.',
  state_guessable:
    '{why}. Wer ihn errät, kann einen Benutzer mit einem fremden Konto verbinden. Erzeugen Sie für jeden Benutzer einen neuen zufälligen.',
  state_missing: 'state fehlt',
  state_too_short: 'state ist zu kurz: Er braucht 32 Zeichen oder 128 zufällige Bits in base64',
  state_few_characters: 'state besteht aus zu wenigen verschiedenen Zeichen',
  state_repeating: 'state wiederholt sich',
  state_sequence: 'state ist eine Folge, etwa gezählte oder benachbarte Tasten',
  state_time: 'state ist eine Zeit oder eine kleine Zahl',
  state_words: 'state besteht aus Wörtern',
  state_client_id: 'state enthält die ID der App, die jeder kennt',
  state_used:
    'Diesen state hat in den letzten 24 Stunden schon jemand anders verwendet. Erzeugen Sie für jeden Benutzer, der auf den Link klickt, einen neuen.',
  state_example: '{what} Erzeugen Sie einen mit: {example}',
  state_refused: 'state abgelehnt: {refusal}',
  challenge_missing: 'code_challenge fehlt. Senden Sie eine PKCE-Challenge mit der Methode S256.',
  challenge_method: 'Nur code_challenge_method=S256 wird unterstützt. Senden Sie die Methode mit Namen.',
  challenge_malformed:
    'code_challenge hat die falsche Form. Es ist der SHA-256 des Verifiers in base64url: 43 Zeichen, ohne Füllzeichen.',
  prompt_unknown:
    'Ein Wert von prompt ist nicht bekannt. Verwenden Sie none, login, consent oder select_account.',
  prompt_none_combined: 'prompt=none lässt sich nicht mit einem anderen Wert verbinden.',
  prompt_none_login: 'Niemand ist angemeldet, und prompt=none verbietet zu fragen.',
  prompt_none_account: 'Der Benutzer muss ein Konto wählen, und prompt=none verbietet zu fragen.',
  prompt_none_consent: 'Der Benutzer muss zustimmen, und prompt=none verbietet zu fragen.',
  redirect_uri_absent:
    'Die Anfrage hat keine redirect_uri, und für die App ist nicht genau eine registriert.',
  redirect_uri_unregistered:
    'Die redirect_uri „{uri}“ ist für diese App nicht registriert. Sie muss einer registrierten Zeichen für Zeichen gleichen.',
  scope_too_many: 'scope nennt mehr als {limit} Einträge. Bitten Sie um weniger.',
  scope_malformed:
    'scope hat die falsche Form. Schreiben Sie die Namen mit je einem Leerzeichen dazwischen, ohne Anführungszeichen und Backslashes.',
  scope_missing: 'scope fehlt. Nennen Sie die Scopes, die die App braucht.',
  scope_unknown: 'Ein Scope ist hier nicht bekannt. Die Namen stehen in der Dokumentation der API.',
  scope_unknown_named:
    'Der Scope „{scope}“ ist hier nicht bekannt; diese App darf um Folgendes bitten: {known}',
  scope_not_registered:
    'Der Scope {scope} gehört nicht zu denen, für die die App registriert ist. Fügen Sie ihn zuerst der App hinzu.',
  no_usable_account: 'Der Benutzer hat kein Konto, das verbunden werden darf.',
  own_people_only: 'Die App ist in Entwicklung; nur ihre eigenen Leute können sie verbinden.',
  account_refuses_app: 'Die Administratoren des Kontos lassen diese App nicht zu.',
  not_invited: 'Nur wer an dieser App arbeitet, und ihre Testbenutzer, probieren sie in der Konsole aus.',
  in_development:
    'Die App ist in Entwicklung: Nur Eigentümer, Mitarbeitende und Testbenutzer können sie verbinden. Laden Sie diese Person als Testbenutzer ein, oder öffnen Sie die App.',
  not_given: 'Der Benutzer hat keinen Zugriff gegeben.',
  no_access: 'Kein Zugriff: {why}.',
  said_no: 'der Benutzer hat Nein gesagt',
  cancelled_sign_in: 'der Benutzer hat die Anmeldung abgebrochen',
  cancelled_account: 'der Benutzer hat bei der Kontoauswahl abgebrochen',
  account_lets_not_in: 'das Konto lässt die App nicht zu',
  login_answered: 'die Anmeldung des Unternehmens antwortete {error}',
  asked_administrators:
    'Das Konto lässt nur freigegebene Apps zu. Der Benutzer hat die Administratoren gefragt; versuchen Sie es wieder, wenn sie geantwortet haben.',
  code_issued_again: 'Code ausgestellt; die Zustimmung lag schon vor.',
  code_issued: 'Zugestimmt; Code ausgestellt für {scopes}.',
  address_taken:
    'Ein anderer Benutzer dieses Anbieters, einer ohne ID des Unternehmens, hat diese E-Mail-Adresse.',
  app_refused:
    'Die App konnte sich nicht ausweisen. Prüfen Sie client_id und client_secret und wie sie gesendet werden.',
  app_attempts:
    'Zu viele fehlgeschlagene Versuche, diese App aus diesem Netz auszuweisen. Warten Sie und versuchen Sie es dann wieder.',
  app_not_here: 'bei diesem Anbieter gibt es keine App mit dieser client_id',
  app_not_approved: 'die App ist noch nicht genehmigt',
  app_status: 'die App ist {status}',
  app_other_method:
    'die App ist für die Authentifizierung „{registered}“ registriert und verwendete „{used}“',
  app_needless_secret: 'eine öffentliche App hat ein Geheimnis gesendet; sie hat keins',
  app_no_secret: 'eine vertrauliche App hat kein Geheimnis gesendet',
  app_wrong_secret: 'das Geheimnis ist falsch, abgelaufen oder widerrufen',
  credentials_twice:
    'Die App weist sich auf zwei Arten zugleich aus. Senden Sie ihr Geheimnis im Header Authorization oder als client_secret, nicht beides.',
  credentials_assertion: 'client_assertion wird hier nicht unterstützt.',
  credentials_differ: 'client_id weicht von der ID im Header Authorization ab. Lassen Sie sie weg.',
  credentials_no_secret:
    'Der Header Authorization enthält eine client_id und kein Geheimnis. Geben Sie Ihrer Bibliothek das client_secret; eine App ohne Geheimnis sendet client_id im Body.',
  credentials_malformed:
    'Der Header Authorization hat die falsche Form. Kodieren Sie ID und Geheimnis wie in einem Formular, verbinden Sie sie mit einem Doppelpunkt und senden Sie Basic mit dem Ergebnis in base64.',
  credentials_absent: 'Die App sagt nicht, wer sie ist. Senden Sie ihre Zugangsdaten.',
  credentials_secret_absent: 'client_secret fehlt. Senden Sie das Geheimnis der App.',
  credentials_method: 'Auf diese Art kann man sich hier nicht ausweisen. Senden Sie {offered}.',
  machine_attempts:
    'Zu viele falsche Geheimnisse aus diesem Netz. Warten Sie und versuchen Sie es dann mit dem richtigen.',
  guard_secret:
    'Senden Sie Authorization: Bearer <guard secret>, eins von guardSecrets in der Konfiguration.',
  proxy_secret:
    'Der Proxy muss X-Valetkey-Guard: <guard secret> senden, eins von guardSecrets in der Konfiguration.',
  login_secret: 'Senden Sie Authorization: Bearer <login secret>, das aus login.secret der Konfiguration.',
  with_reason: '{what} ({why})',
  in_try_it: '{why} (beim Ausprobieren)',
  tokens_issued: 'Tokens ausgestellt ({grant}).',
  tokens_issued_try_it: 'Tokens beim Ausprobieren ausgestellt ({grant}).',
  token_address_browser:
    'Diese Adresse ist für Server. Ein Browser darf nie hierher geschickt werden, denn das Geheimnis der App steht darin.',
  token_leaked:
    '{name} gehört in den Body, nie in die Adresse: Adressen landen in Protokollen. Behandeln Sie diesen Wert als bekannt geworden.',
  grant_unsupported: 'Dieser grant_type wird nicht unterstützt. Angeboten: {offered}.',
  grant_not_registered: 'Diese App ist nicht für {grant} registriert.',
  grants_registered: 'die App ist registriert für {grants}',
  code_invalid:
    'Der Autorisierungscode ist nicht gültig: Er wurde verwendet, ist abgelaufen oder gehört zu einer anderen Anfrage.',
  code_not_ours: 'das ist kein Autorisierungscode von uns, oder er wurde unterwegs verändert',
  code_expired: 'der Code ist vor {ago} s abgelaufen; er lebt {lifetime} s',
  code_foreign: 'der Code wurde für eine andere App ausgestellt',
  code_used: 'der Code wurde schon verwendet; seine Tokens sind jetzt widerrufen',
  code_redirect_uri_missing: 'redirect_uri fehlt; es muss die der Autorisierungsanfrage sein',
  code_redirect_uri_differs: 'redirect_uri ist nicht die der Autorisierungsanfrage',
  verifier_malformed:
    'code_verifier hat die falsche Form. Er hat 43 bis 128 Buchstaben, Ziffern oder Zeichen aus - . _ ~.',
  verifier_needless:
    'ein code_verifier wurde gesendet, aber die Autorisierungsanfrage hatte keine code_challenge',
  verifier_missing: 'code_verifier fehlt; die Autorisierungsanfrage hatte eine code_challenge',
  verifier_wrong: 'code_verifier passt nicht zur code_challenge',
  refresh_invalid:
    'Das Refresh-Token ist nicht gültig: Es wurde verwendet, widerrufen oder ist abgelaufen. Verbinden Sie neu.',
  refresh_reused:
    'dieses Refresh-Token wurde schon verwendet, außerhalb des Wiederholungsfensters: Vielleicht hat es noch jemand, deshalb ist jetzt die ganze Familie widerrufen',
  refresh_used: 'dieses Refresh-Token wurde schon verwendet',
  refresh_expired: 'das Refresh-Token ist abgelaufen',
  refresh_foreign: 'das Refresh-Token wurde für eine andere App ausgestellt',
  refresh_wider: 'Beim Erneuern kann man um die gewährten Scopes bitten oder um weniger, nie um mehr.',
  app_scopes_wider: 'Die App darf nicht um alle diese Scopes bitten. Registrieren Sie sie zuerst dafür.',
  app_alone_secret: 'Eine App ohne Geheimnis kann nicht für sich selbst handeln.',
  app_alone: 'Diese App darf nicht für sich selbst handeln.',
  token_not_ours: 'das ist kein Token dieses Anbieters',
  token_expired: 'das Access-Token ist abgelaufen',
  token_app_revoked: 'die Tokens, die die App für sich selbst hatte, wurden widerrufen',
  token_other_app: 'Dieses Token wurde für eine andere App ausgestellt; nur jene kann es widerrufen.',
  token_revoked: 'Widerrufen: Jedes Token dieser Familie ist tot.',
  token_revoked_before: 'Es war schon widerrufen.',
  login_request_answered: 'Diese Anmeldeanfrage wurde schon beantwortet.',
  login_request_unknown:
    'Diese Anmeldeanfrage gibt es nicht: Sie ist unbekannt, beantwortet oder älter als zehn Minuten.',
  login_own_directory: 'Dieser Anbieter hat ein eigenes Verzeichnis; niemand sonst meldet seine Benutzer an.',
  ended_app_not_usable: 'die App ist gesperrt oder nicht genehmigt; fragen Sie den Anbieter',
  ended_user_not_active: 'der Benutzer ist beim Anbieter gesperrt',
  ended_account_not_active: 'das Konto ist beim Anbieter gesperrt',
  ended_app_not_allowed:
    'die Administratoren des Kontos lassen diese App nicht zu; fragen Sie sie nach der „App-Richtlinie“, neu verbunden werden muss nichts',
  ended_not_a_member: 'der Benutzer ist nicht mehr Mitglied des Kontos; jemand, der es ist, muss verbinden',
  ended_connection_missing: 'die Verbindung gibt es nicht mehr; der Benutzer muss neu verbinden',
  ended_connection_revoked:
    'der Benutzer, ein Administrator oder die App hat den Zugriff zurückgenommen; der Benutzer muss neu verbinden',
  ended_everything_revoked:
    'aller Zugriff dieser App, dieses Benutzers oder dieses Kontos wurde zurückgenommen; der Benutzer muss neu verbinden',
  ended_revision_ended:
    'die Zustimmung wurde seither zurückgezogen und neu gegeben; verwenden Sie die Tokens der neuen',
  ended_family_revoked:
    'diese Tokens wurden widerrufen (von der App, oder weil ein verwendeter Code oder ein verwendetes Refresh-Token wiederkam); der Benutzer muss neu verbinden',
  ended_family_expired:
    'die Tokens haben das Ende ihrer Lebensdauer erreicht; der Benutzer muss neu verbinden',
  ended_family_idle: 'das Refresh-Token wurde zu lange nicht verwendet; der Benutzer muss neu verbinden',
  ended_key_revoked: 'der Schlüssel wurde widerrufen',
  ended_key_expired: 'der Schlüssel ist abgelaufen',
  ended_unknown: 'es ist hier unbekannt',
  ended_foreign: 'es gehört einer anderen App',
  ended_own_family: 'es gehört einer App, die für sich selbst handelt; dort wird nichts erneuert',
  ended_future_generation:
    'es ist neuer als alles, was ausgestellt wurde: Die Datenbank kommt aus einer Sicherung; der Benutzer muss neu verbinden',
  ended_password_changed:
    'der Benutzer hat das Passwort geändert, nachdem der Code ausgestellt wurde; der Benutzer muss neu verbinden',
  ended_not_of_this_provider: 'es gehört einem anderen Anbieter',
  ended_daily_limit: 'die App hatte heute so viele neue Verbindungen, wie der Anbieter ihr zugesteht',
  ended_lost_race: 'eine andere Anfrage war schneller; verwenden Sie deren Antwort',
  call_refused: 'Ein API-Aufruf wurde abgelehnt: {why}.',
  call_not_active: 'nicht aktiv',
  call_two_credentials: 'Die Anfrage trägt zwei Zugangsdaten. Senden Sie eine.',
  call_token_twice: 'Das Token steht mehr als einmal in der Adresse. Senden Sie es einmal.',
  call_authorization_twice: 'Der Header Authorization wurde mehr als einmal gesendet. Senden Sie ihn einmal.',
  call_header_twice: 'Der Header {name} wurde mehr als einmal gesendet. Senden Sie ihn einmal.',
  call_no_keys: 'API-Schlüssel werden hier nicht angenommen. Senden Sie ein Access-Token.',
  call_key_header: 'Ein API-Schlüssel ist hier kein Bearer-Token. Senden Sie ihn im Header {name}.',
  call_credential_malformed:
    'Die Zugangsdaten haben die falsche Form. Senden Sie Bearer, ein Leerzeichen und das Token, wie es ausgestellt wurde.',
  call_no_credential:
    'Diese Anfrage trägt kein Access-Token. Senden Sie eins: Authorization: Bearer <token>.',
  call_key_attempts:
    'Zu viele falsche API-Schlüssel aus diesem Netz. Warten Sie und versuchen Sie es dann wieder.',
  call_token_invalid: 'Das Access-Token ist unbekannt, abgelaufen oder widerrufen.',
  call_credential_invalid: 'Das Access-Token oder der Schlüssel ist unbekannt, abgelaufen oder widerrufen.',
  call_too_many: 'Höchstens {limit} Aufrufe in {seconds} Sekunden.',
  call_needs_user:
    'Dieser Aufruf handelt für einen Benutzer. Das Token gehört der App allein: Verbinden Sie zuerst einen Benutzer.',
  call_needs_scope: 'Dieser Aufruf braucht den Scope {scopes}.',
  call_quota: 'Das Tageskontingent von {scope} ist aufgebraucht.',
  call_unchecked: 'Der Zugriff lässt sich gerade nicht prüfen. Versuchen Sie es noch einmal.',
  quota_none: 'Dieser Scope hat kein Kontingent.',
  proxy_no_scope: 'Der Proxy nennt für diese Route keinen Scope dieses Anbieters.',
  proxy_scope: 'Scope „{scope}“',
  key_attempts: 'zu viele falsche Schlüssel aus diesem Netz',
  key_unknown: 'das ist kein API-Schlüssel dieses Anbieters',
  key_other_provider: 'der Schlüssel gehört einem anderen Anbieter',
  key_header: 'der Header {name} fehlt oder ist falsch',
  redirect_uri_relative:
    'Die Redirect-URI ist nicht absolut. Beginnen Sie sie mit https:// und dem Namen Ihres Servers.',
  redirect_uri_long: 'Die Redirect-URI ist länger als {limit} Zeichen. Verwenden Sie eine kürzere.',
  redirect_uri_fragment:
    'Die Redirect-URI hat ein Fragment. Die Antwort wird an die Query angehängt, und ein Fragment würde sie verschlucken. Entfernen Sie das # und was folgt.',
  redirect_uri_characters:
    'Die Redirect-URI enthält ein Zeichen, das in einer URI nicht stehen darf. Backslashes, Leerzeichen, Steuerzeichen und Buchstaben außerhalb von ASCII liest jeder Browser anders. Kodieren Sie sie mit Prozentzeichen; internationale Domains schreiben Sie als xn--.',
  redirect_uri_percent:
    'Die Redirect-URI hat ein %, das keine Prozentkodierung ist. Für das Zeichen selbst schreiben Sie %25.',
  redirect_uri_control: 'Die Redirect-URI kodiert ein Steuerzeichen oder einen Backslash. Entfernen Sie es.',
  redirect_uri_no_host:
    'Die Redirect-URI hat keinen Host. Schreiben Sie https:// und den Namen Ihres Servers.',
  redirect_uri_user:
    'Die Redirect-URI hat einen Benutzernamen vor dem Host. Menschen lesen dann einen anderen Host als den, zu dem der Browser geht. Entfernen Sie alles bis zum @.',
  redirect_uri_host:
    'Die Redirect-URI hat einen Host oder Port, der nicht auf die übliche Weise geschrieben ist. Schreiben Sie den vollen Namen Ihres Servers, ohne * und ohne Punkt am Ende, und, wenn nötig, einen Port von 1 bis 65535.',
  redirect_uri_http:
    'Die Redirect-URI verwendet http. Der Autorisierungscode könnte unterwegs gelesen werden. Verwenden Sie https; http ist nur für 127.0.0.1, [::1] und localhost.',
  redirect_uri_https_only:
    'Die Redirect-URI verwendet http. Dieser Anbieter nimmt nur https an. Verwenden Sie https.',
  redirect_uri_scheme:
    'Die Redirect-URI verwendet ein Schema, zu dem nicht umgeleitet werden darf. Schemata wie javascript: oder data: führen Code aus, und kurze kann jede App für sich beanspruchen. Verwenden Sie https oder für eine native App eine umgedrehte Domain von Ihnen, etwa com.example.app:/callback.',
  redirect_uri_native_only:
    'Die Redirect-URI verwendet ein eigenes Schema. Das dürfen nur native Apps. Registrieren Sie die App als nativ, oder verwenden Sie https.',
  redirect_uri_own_scheme:
    'Die Redirect-URI verwendet ein eigenes Schema. Dieser Anbieter nimmt nur https an. Verwenden Sie https.',
  redirect_uri_no_path:
    'Die Redirect-URI hat keinen Pfad direkt nach ihrem Schema. Ein eigenes Schema hat keinen Host. Schreiben Sie einen Schrägstrich, etwa com.example.app:/callback.',
  redirect_uri_dots:
    'Die Redirect-URI hat . oder .. in ihrem Pfad. Browser und Server lösen das zu einer anderen Adresse auf als der registrierten. Schreiben Sie den Pfad, zu dem es führt.',
  redirect_uri_parameter:
    'Die Redirect-URI hat {name} in ihrer Query. Die Antwort fügt einen Parameter dieses Namens hinzu und enthielte ihn dann zweimal. Benennen Sie Ihren um.',
  field_text:
    '{what}: 1 bis {max} sichtbare Zeichen in einer Zeile, denn Menschen lesen es auf der Zustimmungsseite.',
  field_address: 'Die Adresse ({what}) muss mit https:// beginnen.',
  field_name: 'Name',
  field_description: 'Beschreibung',
  field_publisher: 'Herausgeber',
  field_reason: 'Grund für {scope}',
  field_homepage: 'Homepage',
  field_privacy: 'Datenschutz',
  field_terms: 'Nutzungsbedingungen',
  public_apps_none: '{provider} hat keine öffentlichen Apps: Jede App braucht ein Geheimnis.',
  redirect_uri_none:
    'Registrieren Sie mindestens eine Redirect-URI: wohin Benutzer zurückkommen, nachdem sie Ja gesagt haben.',
  scopes_unknown: 'Unbekannter Scope: {scopes}. {provider} hat: {known}.',
  scopes_none: 'Nennen Sie mindestens einen Scope. {provider} hat: {known}.',
  refresh_none: '{provider} hat keine Refresh-Tokens: Der Zugriff gilt, bis er widerrufen wird.',
  client_credentials_not: 'Client Credentials sind für Apps mit Geheimnis, bei Anbietern, die sie anbieten.',
  authentication_not:
    'Die Authentifizierung „{method}“ wird nicht angeboten; wählen Sie eine von: {offered}.',
  apps_too_many: 'Ein Entwickler hat höchstens {limit} Apps. Löschen Sie eine, die nicht verwendet wird.',
  app_gone: 'Diese App gibt es nicht.',
  app_incomplete: 'Es fehlt noch: {names}.',
  app_not_now: 'Die App ist {status}: Das geht jetzt nicht.',
  app_cannot_move: 'Die App ist {status}; sie muss {allowed} sein.',
  name_looks_like: 'Der Name sieht aus wie {name}: Wählen Sie einen eigenen.',
  name_mixes_scripts: 'Ein Wort des Namens mischt Schriften: Schreiben Sie jedes Wort in einer.',
  logo_kind:
    'Das Logo muss ein Bild in PNG oder WebP sein. SVG wird nicht angenommen: Es kann Code ausführen.',
  logo_broken: 'Das Bild ist defekt oder größer als 4096 x 4096 Pixel.',
  logo_too_rich: 'Das Bild lässt sich nicht klein genug machen. Wählen Sie ein einfacheres.',
  secret_public: '{app} ist eine öffentliche App: Sie hat kein Geheimnis.',
  secret_with_approval: '{app} bekommt ihr Geheimnis mit der Genehmigung.',
  secrets_two: 'Zwei Geheimnisse gelten schon. Beenden Sie zuerst eins davon.',
  owner_stays: 'Der Eigentümer bleibt: Übergeben Sie die App zuerst.',
  own_address: 'Das ist Ihre eigene Adresse.',
  invitations_too_many: 'Zu viele Menschen wurden gefragt und haben noch nicht geantwortet.',
  question_closed: 'Diese Frage ist nicht mehr offen.',
  webhooks_five: 'Eine App hat höchstens fünf Webhooks. Löschen Sie zuerst einen davon.',
  webhook_types: 'Wählen Sie mindestens eins von: {types}.',
  webhook_off: 'Dieser Webhook ist ausgeschaltet. Schalten Sie ihn zuerst ein.',
  webhook_url: 'Die Adresse eines Webhooks muss mit https:// und dem Namen Ihres Servers beginnen. {problem}',
  webhook_url_developing:
    'Die Adresse eines Webhooks muss mit https:// und dem Namen Ihres Servers beginnen oder, während Sie entwickeln, mit http://localhost. {problem}',
  address_none: 'Das ist keine Adresse.',
  address_fragment: 'Ein Fragment wird nie gesendet.',
  address_credentials: 'Sie enthält Zugangsdaten.',
  address_not_https: 'Sie ist nicht https.',
  address_port: 'Ihr Port ist nicht 443.',
  address_ip: 'Sie ist eine IP-Adresse oder dieser Rechner.',
  try_state: 'Der state, der zurückkam, ist nicht der dieses Versuchs.',
  try_no_api: 'Das Unternehmen hat nicht gesagt, wo seine API ist (firstCallUrl).',
  try_no_token: 'Dieses Token gibt es noch nicht: Tauschen Sie zuerst einen Code ein.',
  try_foreign_code: 'Dieser Code ist nicht beim Ausprobieren entstanden, oder er ist für jemand anders.',
  try_over: 'Dieser Versuch ist vorbei oder nicht Ihrer. Beginnen Sie einen neuen.',
  try_reader: 'Sie dürfen diese App lesen. Ihr Eigentümer und ihre Entwickler probieren sie aus.',
  keys_none: '{provider} hat keine API-Schlüssel.',
  keys_none_connect: '{provider} hat keine API-Schlüssel; verbinden Sie mit OAuth.',
  key_not_a_member: 'Der Benutzer ist nicht Mitglied dieses Kontos.',
  key_plan: 'Der Tarif dieses Kontos hat keinen API-Zugang.',
  key_scope_unknown: 'Unbekannter Scope. {provider} hat: {known}.',
  policy_full:
    'Die Richtlinie hat so viele Apps, wie sie fassen kann. Nehmen Sie zuerst eine Entscheidung zurück.',
  sunset_too_soon:
    'Kündigen Sie es mindestens sieben Tage vorher an; um einen Schlüssel jetzt zu beenden, widerrufen Sie ihn.',
  sunset_none: 'Es ist kein Ende der API-Schlüssel angekündigt.',
  limit_too_low: 'Eine Grenze ist mindestens 1; um eine App anzuhalten, sperren Sie sie.',
  link_public: 'Eine öffentliche App hat kein Geheimnis.',
  link_unknown: 'Diesen Link gibt es nicht, oder er ist nicht für Sie.',
  link_not_approved: 'Die App ist jetzt nicht genehmigt: Sie bekommt keine Zugangsdaten.',
  link_used: 'Der Link wurde schon geöffnet oder ist abgelaufen: Er gilt einmal.',
  anomaly_answer: '„{answer}“ ändert hier nichts. Wählen Sie eins von: {answers}.',
  anomaly_closed: 'Die Auffälligkeit ist schon {status}.',
};
