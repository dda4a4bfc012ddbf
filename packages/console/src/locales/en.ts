/** Texts of every screen. */
export const texts = {
  skip: 'Skip to content',
  cancel: 'Cancel',
  'navigation.label': 'Sections',
  'navigation.open': 'Open the navigation',
  'navigation.close': 'Close the navigation',
  'person.menu': 'Your menu, {{name}}',
  'person.language': 'Language',
  'person.colours': 'Colours',
  'person.scheme.auto': 'As the device',
  'person.scheme.light': 'Light',
  'person.scheme.dark': 'Dark',
  'person.signOut': 'Sign out',
  'again.title': 'Sign in again',
  'again.why':
    'This step is protected: you signed in some time ago, so please confirm that it is you. You come back to this page.',
  'again.signIn': 'Sign in',
  'state.loading': 'Loading',
  'state.home': 'To the first page',
  'state.again': 'Try again',
  'state.requestId': 'Request id, for support:',
  'state.nothing.title': 'There is nothing here',
  'state.nothing.text': 'The address is wrong, or what it led to is gone or not yours.',
  'state.forbidden.title': 'This is not yours to see',
  'state.forbidden.text':
    'Your role does not include this page. An administrator of your account can tell you more.',
  'state.unreachable.title': 'No answer at this moment',
  'state.unreachable.text': 'The server cannot be reached. Nothing was changed.',
  'state.broken.title': 'This page could not be shown',
  'state.broken.text': 'Something went wrong on our side, and it has been written down.',
  'small.privacy': 'Privacy',
  'small.terms': 'Terms',
  'small.support': 'Support',
  'small.securedBy': 'Secured by Valetkey',
} as const;

export type Texts = Readonly<Record<keyof typeof texts, string>>;
