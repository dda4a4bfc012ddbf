/** Developer Settings: one's own apps. A developer is a user who registers one, so everybody may look. */
import { Code } from 'lucide-react';
import type { Section } from '../../app/section.ts';

export const developers: Section = {
  name: 'developers',
  isFor: () => true,
  entries: [{ to: '/developers', icon: Code, text: 'screen.developers' }],
};
