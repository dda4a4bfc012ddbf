/** What the page itself says and asks for before the programs are there: by the address of a screen without ids. */
export interface FirstScreen {
  /** Of its texts. */
  section: string;
  /** What draws it, in the section's folder. */
  file: string;
  /** The places above it; none: the provider's own word for where developers are. */
  places: readonly string[];
  title: string;
  lead: string | null;
  /** Read from the server, beside the session. */
  asks: readonly string[];
}

/** A lead with the name of an account in it waits for the session. */
export const FIRST_SCREENS: Readonly<Record<string, FirstScreen>> = {
  '/settings/integrations': screen('settings', 'active-integrations', 'integrations', {
    places: ['place.settings', 'integrations'],
    asks: ['/integrations', '/notices'],
  }),
  '/administration/integrations': screen('administration', 'integrations', 'administration', { lead: null }),
  '/administration/policy': screen('administration', 'policy', 'policy', { lead: null }),
  '/administration/audit': screen('administration', 'audit', 'audit', { lead: null }),
  '/developers': screen('developers', 'home', 'developers', {
    places: [],
    lead: 'home.lead',
    asks: ['/apps', '/invitations'],
  }),
  '/operation/overview': screen('operation', 'overview', 'overview', { asks: ['/operation/overview'] }),
  '/operation/inbox': screen('operation', 'inbox', 'inbox'),
  '/operation/apps': screen('operation', 'apps', 'apps'),
  '/operation/anomalies': screen('operation', 'anomalies', 'anomalies'),
  '/operation/keys': screen('operation', 'keys', 'keys', { lead: 'apiKeys.lead' }),
  '/operation/provider': screen('operation', 'provider', 'provider'),
};

function screen(section: string, file: string, name: string, other: Partial<FirstScreen> = {}): FirstScreen {
  return {
    section,
    file: `${file}.tsx`,
    places: [`place.${section}`],
    title: `screen.${name}`,
    lead: `${name}.lead`,
    asks: [],
    ...other,
  };
}
