import type { Texts } from './en.ts';

export const texts: Texts = {
  section: 'Instellingen',
  integrations: 'Integraties',
  'integrations.title': 'Actieve integraties',
  'integrations.lead': 'De apps en sleutels die bij je gegevens kunnen. Je kunt toegang altijd terugnemen.',
};
