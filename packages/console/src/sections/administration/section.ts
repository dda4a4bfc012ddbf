/** Administration: for whoever administers an account. Each call is refused to everybody else, too. */
import { Building2, ScrollText, ShieldCheck } from 'lucide-react';
import type { Section } from '../../app/section.ts';

export const administration: Section = {
  name: 'administration',
  isFor: ({ accounts }) => accounts.some(({ role }) => role === 'administrator'),
  entries: [
    { to: '/administration/integrations', icon: Building2, text: 'screen.administration' },
    { to: '/administration/policy', icon: ShieldCheck, text: 'screen.policy' },
    { to: '/administration/audit', icon: ScrollText, text: 'screen.audit' },
  ],
};
