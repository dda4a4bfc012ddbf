/** Operation: for the provider's staff. Who is none is refused by each call, too. */
import { Activity, Building2, ChartLine, Inbox, KeyRound, LayoutGrid } from 'lucide-react';
import type { Section } from '../../app/section.ts';

export const operation: Section = {
  name: 'operation',
  isFor: ({ operator }) => operator,
  entries: [
    { to: '/operation/overview', icon: ChartLine, text: 'screen.overview' },
    { to: '/operation/inbox', icon: Inbox, text: 'screen.inbox' },
    { to: '/operation/apps', icon: LayoutGrid, text: 'screen.apps' },
    { to: '/operation/anomalies', icon: Activity, text: 'screen.anomalies' },
    { to: '/operation/keys', icon: KeyRound, text: 'screen.keys' },
    { to: '/operation/provider', icon: Building2, text: 'screen.provider' },
  ],
};
