/** Why the console itself refused a step: its words are for developers, and in English as on the wire. */
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CallError } from '../../app/call.ts';
import { CallProblem } from '../../parts/call-problem.tsx';

export function StepProblem({ error }: { error: unknown }) {
  const { t } = useTranslation('learn');
  if (!(error instanceof CallError) || error.code !== 'invalid_request') return <CallProblem error={error} />;
  return (
    <Text role="alert" c="var(--ends)">
      {t('try.refused', { reason: error.message })}
    </Text>
  );
}
