/** How far a publisher is known: icon and word, never colour alone. */
import { Badge } from '@mantine/core';
import { BadgeCheck, CircleHelp, Code } from 'lucide-react';
import { useTranslation } from 'react-i18next';

const ICONS = { verified: BadgeCheck, unverified: CircleHelp, development: Code } as const;

export function Standing({ of }: { of: keyof typeof ICONS }) {
  const { t } = useTranslation();
  const Icon = ICONS[of];
  return (
    <Badge variant={of === 'verified' ? 'light' : 'default'} leftSection={<Icon size={13} aria-hidden />}>
      {t(`standing.${of}`)}
    </Badge>
  );
}
