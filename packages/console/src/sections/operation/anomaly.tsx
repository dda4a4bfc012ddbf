/** One anomaly (screen 23): what was seen, where, against which normal; and what is done about it. */
import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { answerAnomaly, type AnomalyAnswer } from '@valetkey/protocol/console-api';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { Facts } from '../../parts/facts.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { When } from '../../parts/when.tsx';
import { Days, Traits } from './anomaly-days.tsx';
import { About, Against } from './anomaly-words.tsx';
import { anomalyQuery, type AnomalyItem } from './anomaly-queries.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { anomalyRoute } from './routes.ts';
import styles from './operation.module.css';

/** They end something, or stop it for everybody. */
const ENDS: ReadonlySet<AnomalyAnswer> = new Set(['revoke', 'suspend']);

export function Anomaly() {
  const { t } = useTranslation('operation');
  const { anomalyId } = anomalyRoute.useParams();
  const { data } = useSuspenseQuery(anomalyQuery(anomalyId));
  const [asked, setAsked] = useState<AnomalyAnswer | null>(null);
  const { anomaly, answers } = data;
  return (
    <>
      <PageHeader
        trail={[
          t('place.operation'),
          <Anchor component={Link} to="/operation/anomalies" activeOptions={{ exact: true }} inherit>
            {t('screen.anomalies')}
          </Anchor>,
        ]}
        title={t(`rule.${anomaly.rule}`)}
        lead={<About item={anomaly} />}
        actions={
          answers.length > 0 && (
            <Group gap="xs">
              {answers.map(answer => (
                <Button
                  key={answer}
                  variant="default"
                  {...(ENDS.has(answer) ? { c: 'var(--ends)' } : {})}
                  onClick={() => setAsked(answer)}
                >
                  {t(`answer.${answer}`)}
                </Button>
              ))}
            </Group>
          )
        }
      />
      <Stack gap="xl">
        <Judgement anomaly={anomaly} />
        <Days of={data} />
        <Traits traits={data.traits} />
      </Stack>
      <Answer anomaly={anomaly} answer={asked} onClose={() => setAsked(null)} />
    </>
  );
}

function Judgement({ anomaly }: { anomaly: AnomalyItem }) {
  const { t } = useTranslation('operation');
  const { status, response, throttledUntil, closedBy, closedAt, note } = anomaly;
  return (
    <div className={`card ${styles['panel']}`}>
      <div>
        <Text fz="lg" fw={600}>
          <Against item={anomaly} />
        </Text>
        <Text c="dimmed">{t(`how.${anomaly.rule}`)}</Text>
      </div>
      <Facts
        of={[
          [t('fact.found'), <When at={anomaly.at} />],
          [t('fact.byItself'), t(`did.${response}`)],
          ...(throttledUntil === null
            ? []
            : ([[t('fact.throttledUntil'), <When at={throttledUntil} />]] as const)),
          [t('status'), t(`status.${status}`)],
          ...(closedAt === null
            ? []
            : ([
                [t('fact.closed'), <When at={closedAt} />],
                [t('fact.closedBy'), closedBy === 'operator' ? t('commandLine') : closedBy],
              ] as const)),
          ...(note === null ? [] : ([[t('fact.reason'), note]] as const)),
        ]}
      />
      {anomaly.owner !== null && (
        <Text size="sm" c="dimmed">
          {t('owner.mail', { email: anomaly.owner.email })}
        </Text>
      )}
    </div>
  );
}

interface AnswerProps {
  anomaly: AnomalyItem;
  answer: AnomalyAnswer | null;
  onClose: () => void;
}

function Answer({ anomaly, answer, onClose }: AnswerProps) {
  const { t } = useTranslation('operation');
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: (body: { answer: AnomalyAnswer; reason: string }) =>
      call(answerAnomaly, { ids: { anomalyId: anomaly.id }, body }),
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['anomaly', anomaly.id] }),
        queries.invalidateQueries({ queryKey: ['anomalies'] }),
      ]);
      onClose();
    },
  });
  const shown = answer ?? 'dismiss';
  const about = anomaly.owner === null && anomaly.label === null ? 'app' : 'one';
  const app = anomaly.app?.name ?? anomaly.label ?? '';
  return (
    <ReasonDialog
      opened={answer !== null}
      title={t(`answer.${shown}.title`)}
      consequences={
        shown === 'revoke'
          ? [t(`revoke.${about}.now`, { app }), t('revoke.again')]
          : shown === 'suspend'
            ? [t('suspend.now', { app }), t('suspend.lift')]
            : [t(`answer.${shown}.now`)]
      }
      verb={t(`answer.${shown}`)}
      ends={ENDS.has(shown)}
      pending={send.isPending}
      error={send.error}
      onClose={() => {
        send.reset();
        onClose();
      }}
      onConfirm={reason => send.mutate({ answer: shown, reason })}
    />
  );
}
