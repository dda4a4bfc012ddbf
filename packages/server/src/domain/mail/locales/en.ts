/** What mails say. */
export const en = {
  hello: 'Hello {name},',
  why: 'You get this mail because of your account at {provider}. Nothing is changed by opening the link.',
  noReason: 'none was given',
  staff: 'the staff of {provider}',
  'connection_created.subject': '{app} may now act on {account}',
  'connection_created.text':
    'On {when} you allowed {app}, made by {publisher}, to act on your account {account} at {provider}.\n\nIt may: {scopes}.\n\nWas that not you, or have you changed your mind? Look at it and take it back, at any time.',
  'connection_created.link': 'See what it may do',
  'connection_ended.subject': '{app} has no access to {account} any more',
  'connection_ended.text':
    'On {when} the access of {app} to your account {account} at {provider} was ended by {who}.\n\nReason: {reason}.\n\nIf you still need the app, ask them first; then it can be connected anew.',
  'connection_ended.link': 'See what is connected',
  'access_ended.subject': '{account}: what acted for you there has ended',
  'access_ended.text':
    'On {when} everything of yours on {account} at {provider} was ended by {who}: {names}.\n\nReason: {reason}.\n\nIf you still need one of the apps, ask them first; then it can be connected anew.',
  'access_ended.link': 'See what is connected',
  'access_blocked.subject': '{account}: some apps may not act for you for now',
  'access_blocked.text':
    'On {when} {who} decided which apps may act on {account} at {provider}. These may not, until that changes: {names}.\n\nReason: {reason}.',
  'access_blocked.link': 'See what is connected',
  'app_changes.subject': 'Something has to change in {app}',
  'app_changes.text':
    '{provider} has looked at your app {app} and asks for changes:\n\n{message}\n\nThe app is in development again. Hand it in anew when that is done.',
  'app_changes.link': 'Open the review',
  'app_refused.subject': '{app} was refused',
  'app_refused.text':
    '{provider} has looked at your app {app} and does not approve it:\n\n{message}\n\nThe app is in development again.',
  'app_refused.link': 'Open the review',
  'app_approved.subject': '{app} is open to everybody',
  'app_approved.text': '{provider} has approved your app {app}: everybody can connect it now.',
  'app_approved.link': 'Open the app',
  'app_suspended.subject': '{app} was suspended',
  'app_suspended.text':
    '{provider} has suspended your app {app}. Nobody can connect it, and its tokens do not work. What is missing stands under Review.',
  'app_suspended.link': 'Open the app',
  'secret_expiring.subject': 'A secret of {app} ends soon',
  'secret_expiring.text':
    'The secret of {app} that ends in {lastFour} works until {when}. Put the newer one to use before then.',
  'secret_expiring.link': 'Look at the secrets',
  'webhook_off.subject': 'A webhook of {app} was switched off',
  'webhook_off.text':
    '{url} did not take what happened to {app} for days, or said that it is gone. Nothing more is sent there until you switch it on again.',
  'webhook_off.link': 'Look at the webhooks',
  'anomaly.subject': 'Something odd about {app}: {rule}',
  'anomaly.text':
    'At {provider} the rule “{rule}” found something odd about {app} on {when}. What happened by itself: {response}.',
  'anomaly.link': 'See what was seen',
} as const;
