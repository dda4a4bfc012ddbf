/** Settings of whoever is signed in: the apps that may act for them. */
import { Plug } from 'lucide-react';
import type { Section } from '../../app/section.ts';

export const settings: Section = {
  name: 'settings',
  isFor: () => true,
  entries: [{ to: '/settings/integrations', icon: Plug, text: 'screen.integrations' }],
};
