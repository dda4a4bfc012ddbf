/** Step 4: what the token is good for: call, introspection, refresh, and giving the access back. */
import { Button, Group, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ShownStep } from './try-it-shown.tsx';
import type { StepName, TakenStep } from './try-it.tsx';

interface Props {
  appId: string;
  canCall: boolean;
  canRefresh: boolean;
  pending: boolean;
  taken: readonly TakenStep[];
  take: (name: StepName) => void;
}

export function FurtherSteps({ appId, canCall, canRefresh, pending, taken, take }: Props) {
  const { t } = useTranslation('learn');
  const names: readonly StepName[] = [
    ...(canCall ? (['call'] as const) : []),
    'introspect',
    ...(canRefresh ? (['refresh'] as const) : []),
  ];
  return (
    <section>
      <Title order={2} mb="xs">
        {t('try.further.title')}
      </Title>
      <Text maw="44rem" mb="md">
        {t('try.further.lead')}
      </Text>
      <Group gap="sm">
        {names.map(name => (
          <Button key={name} variant="default" disabled={pending} onClick={() => take(name)}>
            {t(`try.step.${name}`)}
          </Button>
        ))}
        <Button variant="default" c="var(--ends)" disabled={pending} onClick={() => take('revoke')}>
          {t('try.step.revoke')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mt="xs" maw="44rem">
        {t('try.revoke.note')}
      </Text>
      <Text mt="md" maw="44rem">
        {t('try.program')}{' '}
        <Link to="/developers/apps/$appId/quickstart" params={{ appId }}>
          {t('try.program.link')}
        </Link>
      </Text>
      {taken.map((step, i) => (
        <ShownStep key={i} step={step} number={i + 1} />
      ))}
    </section>
  );
}
