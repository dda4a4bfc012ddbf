/** What the administrators decided about an app: a word with its icon; nothing where nothing was decided. */
import { Badge } from '@mantine/core';
import { Ban, Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Decision } from './queries.ts';

const ICONS = { allowed: Check, blocked: Ban } as const;

export function DecisionMark({ of }: { of: Decision }) {
  const { t } = useTranslation('administration');
  if (of === 'undecided') return null;
  const Icon = ICONS[of];
  return (
    <Badge
      variant="default"
      leftSection={<Icon size={13} aria-hidden />}
      {...(of === 'blocked' ? { c: 'var(--ends)' } : {})}
    >
      {t(`decision.${of}`)}
    </Badge>
  );
}
