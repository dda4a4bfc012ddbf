import type { Texts } from './en.ts';

export const texts: Texts = {
  section: 'Paramètres',
  integrations: 'Intégrations',
  'integrations.title': 'Intégrations actives',
  'integrations.lead':
    'Les applications et clés qui peuvent ouvrir vos données. Vous pouvez reprendre l’accès à tout moment.',
};
