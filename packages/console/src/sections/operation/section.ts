/** Operation: for the provider's staff. Who is none is refused by each call, too. */
import { Activity, Inbox, LayoutGrid } from 'lucide-react';
import type { Section } from '../../app/section.ts';

export const operation: Section = {
  name: 'operation',
  isFor: ({ operator }) => operator,
  entries: [
    { to: '/operation/inbox', icon: Inbox, text: 'inbox.title' },
    { to: '/operation/apps', icon: LayoutGrid, text: 'apps.title' },
    { to: '/operation/anomalies', icon: Activity, text: 'anomalies.title' },
  ],
};
