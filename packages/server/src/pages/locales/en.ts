/** The words of the hosted pages in English. Short sentences, verbs on buttons; the exact term only where a developer reads. */
export const en = {
  'page.skip': 'Skip to main content',
  'page.languages': 'Language',
  'page.notice': 'Please note',
  'page.privacy': 'Privacy',
  'page.terms': 'Terms',
  'page.support': 'Help',
  'page.securedBy': 'Secured by Valetkey',
  'console.needsJavaScript': 'The console needs JavaScript: allow it for this site and load the page again.',
  'page.newTab': '(opens in a new tab)',

  'standing.verified': 'Verified publisher',
  'standing.unverified': 'Publisher not verified',
  'standing.development': 'In development',
  'standing.by': 'by {publisher}',
  'standing.verified.means': '{provider} has checked who publishes this app.',
  'standing.unverified.means':
    '{provider} has not checked who publishes this app. Give access only if you know and trust them.',
  'standing.development.means': 'This app is still being built. Give access only if you are testing it.',

  'login.title': 'Sign in to {provider}',
  'login.app': '{app} asks for access to your account. Sign in first; then you decide.',
  'login.passwordStays': '{app} never sees your password.',
  'login.email': 'E-mail address',
  'login.password': 'Password',
  'login.submit': 'Sign in',
  'login.cancel': 'Cancel',
  'login.problem.title': 'You are not signed in yet',
  'login.problem.wrong':
    'This e-mail address and this password do not belong together. Check both and try again.',
  'login.problem.throttled':
    'There were too many attempts. To keep this account safe, please wait {wait} and try again.',
  'login.problem.stale': 'This page was open for too long. Nothing is lost: sign in once more.',

  'picker.title': 'Choose an account',
  'picker.lead': '{app} will ask for access to this account only.',
  'picker.role.administrator': 'Administrator',
  'picker.role.member': 'Member',
  'picker.plan': 'plan {plan}',
  'picker.lastUsed': 'Last used',
  'picker.blocked.plan': 'Not available: this needs the plan {plans}.',
  'picker.blocked.suspended': 'Not available: this account is suspended.',
  'picker.needsApproval': 'An administrator of this account has to allow the app first.',
  'picker.none': 'None of your accounts can be connected. An administrator of the account can tell you more.',
  'picker.cancel': 'Cancel',

  'ask.approval.title': 'Ask your administrator',
  'ask.approval.lead':
    '{app} may not open {account} yet: its administrators decide which apps may. You can ask them for this one.',
  'ask.blocked.title': 'Your administrator does not allow this app',
  'ask.blocked.lead':
    'The administrators of {account} have decided that {app} may not open it. Talk to them if you need the app.',
  'ask.none.title': 'This account lets no app in',
  'ask.none.lead':
    'The administrators of {account} have decided that no app may open it, so {app} may not. Talk to them if you need it.',
  'ask.waiting.title': 'Your administrator has been asked',
  'ask.waiting':
    'Your request waits for an answer. The answer will stand under Active Integrations; connect the app again then. Nothing has been shared with it.',
  'ask.refused': 'Your last request was refused.',
  'ask.message': 'What do you need the app for? (optional)',
  'ask.messageHint': 'The administrators read this. The app does not.',
  'ask.submit': 'Ask for approval',
  'ask.cancel': 'Back to the app',

  'person.signedInAs': 'Signed in as',
  'person.notYou': 'Not you?',

  'consent.title': 'Give access to {app}?',
  'consent.sentence': '{app} wants access to your account {account} to {purpose}.',
  'consent.sentence.more': '{app} wants more access to your account {account} to {purpose}.',
  'consent.sentence.noPurpose': '{app} wants access to your account {account}.',
  'consent.sentence.more.noPurpose': '{app} wants more access to your account {account}.',
  'consent.question': 'Do you want to give this access?',
  'consent.ownWords': 'The purpose is in the app’s own words.',
  'consent.account': 'Account',
  'consent.anotherAccount': 'Use another account',
  'consent.can': 'What it will be able to do',
  'consent.canNew': 'What is new',
  'consent.has.one': 'What it can do already ({count})',
  'consent.has.other': 'What it can do already ({count})',
  'consent.nothing': 'It asks for no permission of its own: it only learns that you connected it.',
  'consent.otherGroup': 'Other',
  'consent.read': 'Sees',
  'consent.change': 'Changes',
  'consent.optional': 'Optional: tick it to allow it',
  'consent.cannot': 'What it can not do',
  'consent.cannot.password': 'See your password',
  'consent.lasts': 'How long',
  'consent.lasts.revoked': 'Until you take it back.',
  'consent.lasts.limited': 'For {duration}, unless you take it back sooner.',
  'consent.next': 'Where you go next',
  'consent.address': 'Show the full address',
  'consent.loopback': 'This leads to a program on this computer.',
  'consent.loopback.means': 'Give access only if you have just started that program yourself.',
  'consent.mind': 'If you change your mind',
  'consent.takeBack': 'You can take this back under {settings}.',
  'consent.appLinks': 'About {app}',
  'consent.homepage': 'Website',
  'consent.appPrivacy': 'Privacy policy',
  'consent.appTerms': 'Terms of use',
  'consent.allow': 'Allow',
  'consent.authorize': 'Authorize',
  'consent.deny': 'Deny',

  'formPost.title': 'One moment',
  'formPost.lead': 'You are being taken back to {host}.',
  'formPost.manual': 'If nothing happens, choose Continue.',
  'formPost.continue': 'Continue',

  'error.developer': 'For the developer',
  'error.detail': 'What exactly is wrong',
  'error.code': 'What mends it',
  'error.app': 'App',
  'error.requestId': 'Request ID',
  'error.requestId.means': 'Name it when you ask for help: it leads to this very request.',
  'error.startAgain': 'Start again',
  'error.wayBack': 'Go back to {host}',
  'error.wayBack.means': 'The app will be told what went wrong. Nothing of your account is passed on.',
  'error.someApp': 'The app',

  'error.unknown_app.title': 'We do not know this app',
  'error.unknown_app.user':
    'The link you followed names an app that is not registered with {provider}. Nothing was shared. Go back to where you came from and tell the makers of the app.',
  'error.unknown_app.developer':
    'No app has this client_id here. Compare it with the one in the developer settings, and check that the request goes to the right provider.',
  'error.redirect_uri.title': 'We can not send you back safely',
  'error.redirect_uri.user':
    '{app} gave a return address that it never registered. To protect you we stopped here. Nothing was shared.',
  'error.redirect_uri.developer':
    'The redirect_uri must equal a registered one, character by character: scheme, host, port, path and query. Register it, or correct the request.',
  'error.duplicate_parameter.title': 'This link is not right',
  'error.duplicate_parameter.user':
    'The link you followed contradicts itself, so we stopped here. Nothing was shared. Go back and try again from the app.',
  'error.duplicate_parameter.developer':
    'Each parameter may appear only once in the request (RFC 6749 §3.1).',
  'error.app_not_approved.title': 'This app is not approved yet',
  'error.app_not_approved.user':
    '{app} is waiting for {provider} to approve it. Until then it can not be connected. Nothing was shared.',
  'error.app_not_approved.developer':
    'The app is not approved. You are told as soon as the review is done; its state stands in the developer settings.',
  'error.app_in_development.title': 'This app is still being made',
  'error.app_in_development.user':
    '{app} is in development: only the people who make or try it can connect it. Nothing was shared. If you should be one of them, ask its makers to invite you with the address you signed in with.',
  'error.app_in_development.developer':
    'The app is in development. Invite this person as a test user, or open the app to everybody, under Developer Settings.',
  'preview.account': 'Example account',
  'error.app_suspended.title': 'This app has been stopped',
  'error.app_suspended.user':
    '{provider} has suspended {app}. It can not be connected, and connections it had do not work at present.',
  'error.app_suspended.developer':
    'The app is suspended: no authorization request is accepted and its tokens are refused. The reason stands in the developer settings.',
  'error.state_missing.title': 'This link is not safe enough',
  'error.state_missing.user':
    '{app} left out a value that protects you from being tricked, so we stopped here. Nothing was shared. Only the makers of the app can mend this.',
  'error.state_missing.developer':
    'The parameter state is missing. Send a fresh random value with each request, keep it in the user’s session, and compare it when the user returns.',
  'error.state_refused.title': 'This link is not safe enough',
  'error.state_refused.user':
    '{app} uses a value that others could guess, and that value is what protects you. So we stopped here. Nothing was shared. Only the makers of the app can mend this.',
  'error.state_refused.developer':
    'The parameter state was refused. It must be random, at least 32 characters long, and new for each user and each request.',
  'error.invalid_request.title': 'This link does not work',
  'error.invalid_request.user':
    'Something is missing from the link you followed, or not right in it. Nothing was shared. Go back and try again from the app.',
  'error.invalid_request.developer': 'The authorization request is not valid (invalid_request).',
  'error.invalid_scope.title': 'This app asks for something that does not exist',
  'error.invalid_scope.user':
    '{app} asked for a permission that {provider} does not know or that the app may not have. Nothing was shared.',
  'error.invalid_scope.developer':
    'The scope is unknown, malformed, or not among those the app is registered for (invalid_scope).',
  'error.unsupported_response_type.title': 'This app asks in a way we do not offer',
  'error.unsupported_response_type.user':
    '{app} uses a way of connecting that {provider} does not offer. Nothing was shared. Only the makers of the app can mend this.',
  'error.unsupported_response_type.developer':
    'Send response_type=code. Nothing else is supported (unsupported_response_type).',
  'error.session_lost.title': 'We lost track of your request',
  'error.session_lost.user':
    'Your browser did not send back what this page keeps while you decide. Perhaps cookies are blocked, or you started in another browser. Nothing was shared.',
  'error.session_lost.developer':
    'The cookie of this transaction is missing or belongs to another browser. Start again with a new authorization request.',
  'error.already_answered.title': 'You have answered this already',
  'error.already_answered.user':
    'This question was answered before, perhaps in another tab. That answer stands; nothing was done twice. If the app does not know of it, connect once more from there.',
  'error.already_answered.developer':
    'The transaction is finished; each is answered once. Start again with a new authorization request.',
  'error.expired.title': 'This page was open for too long',
  'error.expired.user':
    'To keep you safe, a request is only good for a while. Nothing was shared. Start again from the app.',
  'error.expired.developer': 'The transaction has expired. Start again with a new authorization request.',
  'error.cross_site.title': 'This did not come from our page',
  'error.cross_site.user':
    'Another website tried to answer for you, so we did nothing. If you were not expecting this, close this tab.',
  'error.cross_site.developer':
    'A form was posted from another origin, or without its token. Send users to the authorize address; never post to these pages.',
  'error.no_account.title': 'There is no account to connect',
  'error.no_account.user':
    'You are signed in, but you are not a member of any account. {app} has nothing it could be given access to. Ask an administrator to invite you, or sign in as somebody else.',
  'error.no_account.developer': 'The user is not an active member of any account of this provider.',
  'error.app_limit.title': 'Too many people connected this app today',
  'error.app_limit.user':
    'Nobody has looked at {app} yet, so only a limited number of people can connect it in a day. Nothing was given away. Try again tomorrow.',
  'error.app_limit.developer':
    'The app has reached the number of new connections it may have in 24 hours. Ask the provider to verify it, or to raise the limit.',
  'error.not_found.title': 'There is nothing here',
  'error.not_found.user': 'The address is not right, or what it led to is gone.',
  'error.not_found.developer':
    'No route has this path. Compare it with the metadata document of the provider.',
  'error.method.title': 'This address is not for browsers',
  'error.method.user':
    'The link you followed leads to a place that only programs use. Go back and try again from the app.',
  'error.method.developer': 'This path exists, but not for this HTTP method, or not for a browser.',
  'error.too_many_requests.title': 'A little too fast',
  'error.too_many_requests.user':
    'There were too many requests in a short time. Please wait {wait} and try again.',
  'error.too_many_requests.developer':
    'The limit is reached (429). Wait as long as the header Retry-After says.',
  'error.unavailable.title': 'We can not help you right now',
  'error.unavailable.user':
    'This does not work for the moment. Nothing was lost or shared. Please try again in {wait}.',
  'error.unavailable.developer':
    'The server is temporarily unavailable (503). Wait as long as the header Retry-After says.',
  'error.server_error.title': 'Something went wrong on our side',
  'error.server_error.user':
    'It is not your fault, and nothing was shared. Please try again; if it happens again, ask for help.',
  'error.server_error.developer': 'An unexpected error (500). The request id leads to it in the log.',
  'error.login_failed.title': 'Signing in did not work',
  'error.login_failed.user':
    '{provider} could not confirm who you are. Nothing was shared. Please try again from the app.',
  'error.login_failed.developer': 'The provider’s login did not complete this login request.',

  'error.access_denied.title': 'Nothing was connected',
  'error.access_denied.user':
    'You stopped before giving access, so {app} got none. Nothing was shared. You can close this page.',
  'error.access_denied.developer':
    'The user ended the request before the consent page (access_denied). An app whose publisher is not verified is told only when the user goes back to it.',

  'error.fewMinutes': 'a few minutes',
  'error.parameter': 'The parameter that appears more than once: {parameter}.',

  'state.missing': 'It is missing.',
  'state.too_short': 'It is too short: it must have at least 32 characters.',
  'state.few_characters': 'It consists of too few different characters.',
  'state.repeating': 'It repeats the same piece again and again.',
  'state.sequence': 'It is a sequence, such as 123456 or abcdef.',
  'state.time': 'It is a time or a date, and the time can be guessed.',
  'state.words': 'It consists of words, and words can be guessed.',
  'state.client_id': 'It is the app’s own id, which everybody knows.',
  'state.used': 'It was used before for another user. Make a new one for each request.',
} as const;
