/** Operation: for the provider's staff. Who is none is refused by each call, too. */
import { Activity, Building2, ChartLine, Inbox, KeyRound, LayoutGrid } from 'lucide-react';
import type { Section } from '../../app/section.ts';

export const operation: Section = {
  name: 'operation',
  isFor: ({ operator }) => operator,
  entries: [
    { to: '/operation/overview', icon: ChartLine, text: 'overview.title' },
    { to: '/operation/inbox', icon: Inbox, text: 'inbox.title' },
    { to: '/operation/apps', icon: LayoutGrid, text: 'apps.title' },
    { to: '/operation/anomalies', icon: Activity, text: 'anomalies.title' },
    { to: '/operation/keys', icon: KeyRound, text: 'apiKeys.title' },
    { to: '/operation/provider', icon: Building2, text: 'provider.title' },
  ],
};
