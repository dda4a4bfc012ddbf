import type { Texts } from './en.ts';

export const texts: Texts = {
  section: 'Einstellungen',
  integrations: 'Integrationen',
  'integrations.title': 'Aktive Integrationen',
  'integrations.lead':
    'Die Apps und Schlüssel, die Ihre Daten öffnen können. Sie können den Zugang jederzeit zurücknehmen.',
};
