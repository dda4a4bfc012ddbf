/** How far an app is: icon and word, never colour alone. */
import { Badge } from '@mantine/core';
import { BadgeCheck, CircleCheck, CirclePause, Code, Hourglass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DevelopedApp } from './app.ts';

const ICONS = {
  draft: Code,
  in_review: Hourglass,
  approved: CircleCheck,
  suspended: CirclePause,
  verified: BadgeCheck,
} as const;

export function AppStatus({ of: { status, verified } }: { of: Pick<DevelopedApp, 'status' | 'verified'> }) {
  const { t } = useTranslation('developers');
  const shown = status === 'approved' && verified ? 'verified' : status;
  const Icon = ICONS[shown];
  return (
    <Badge variant={shown === 'verified' ? 'light' : 'default'} leftSection={<Icon size={13} aria-hidden />}>
      {t(`status.${shown}`)}
    </Badge>
  );
}
