/** Why the console itself refused a step: its words are for developers. */
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CallError } from '../../app/call.ts';
import { CallProblem } from '../../parts/call-problem.tsx';
import { useSaid } from '../../parts/said.tsx';

export function StepProblem({ error }: { error: unknown }) {
  const { t } = useTranslation('learn');
  const said = useSaid();
  if (!(error instanceof CallError) || error.code !== 'invalid_request') return <CallProblem error={error} />;
  return (
    <Text role="alert" c="var(--ends)">
      {t('try.refused', { reason: said(error.message) })}
    </Text>
  );
}
