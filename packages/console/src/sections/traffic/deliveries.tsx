/** What was sent to a webhook and what was answered; once more with one click. */
import { Button, Group, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { sendWebhookAgain } from '@valetkey/protocol/console-api';
import { CircleCheck, CircleX, Hourglass } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { CallProblem } from '../../parts/call-problem.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { When } from '../../parts/when.tsx';
import styles from './traffic.module.css';
import { deliveriesQuery, type Delivery } from './webhook.ts';

const ICONS = { delivered: CircleCheck, waiting: Hourglass, failed: CircleX } as const;
/** What stands in place of an answer. */
const NO_ANSWER = ['timed_out', 'unreachable', 'forbidden_address', 'too_many_waiting'];

interface DeliveriesProps {
  ids: { appId: string; webhookId: string };
  mayChange: boolean;
}

export function Deliveries({ ids, mayChange }: DeliveriesProps) {
  const { t } = useTranslation('traffic');
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={styles['details']} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{t('deliveries.title')}</summary>
      {isOpen && <DeliveryList ids={ids} mayChange={mayChange} />}
    </details>
  );
}

function DeliveryList({ ids, mayChange }: DeliveriesProps) {
  const { t } = useTranslation('traffic');
  const list = useInfiniteQuery(deliveriesQuery(ids));
  const items = list.data?.pages.flatMap(page => page.items) ?? [];
  if (list.isError) return <CallProblem error={list.error} />;
  if (items.length === 0)
    return (
      <Text size="sm" c="dimmed" mt="xs" role="status">
        {t(list.isPending ? 'state.loading' : 'deliveries.empty')}
      </Text>
    );
  return (
    <>
      <ul className={styles['list']} aria-label={t('deliveries.title')}>
        {items.map(item => (
          <DeliveryRow key={item.id} of={item} ids={ids} mayChange={mayChange} />
        ))}
      </ul>
      <MoreButton of={list} />
    </>
  );
}

function DeliveryRow({ of, ids, mayChange }: DeliveriesProps & { of: Delivery }) {
  const { t } = useTranslation('traffic');
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: () => call(sendWebhookAgain, { ids: { ...ids, deliveryId: of.id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['deliveries', ids.webhookId] }),
  });
  const Icon = ICONS[of.state];
  return (
    <li className={`card ${styles['row']}`}>
      <Group gap="0.25rem 0.75rem" fz="sm">
        <span className={of.state === 'failed' ? styles['bad'] : styles['good']}>
          <Icon size={15} aria-hidden /> {t(`delivery.${of.state}`)}
        </span>
        <code>{of.type}</code>
        <Text span c="dimmed" inherit>
          <When at={of.createdAt} />
        </Text>
        <Text span c="dimmed" inherit>
          {t('deliveries.attempts', { count: of.attempts })}
        </Text>
      </Group>
      <Answer of={of} />
      {of.state === 'waiting' && of.attempts > 0 && (
        <Text size="sm" c="dimmed">
          {t('deliveries.next')} <When at={of.dueAt} />
        </Text>
      )}
      <details className={styles['details']}>
        <summary>{t('deliveries.body')}</summary>
        <pre className={styles['body']}>{of.body}</pre>
      </details>
      {mayChange && of.state !== 'waiting' && (
        <div>
          <Button size="xs" variant="default" onClick={() => again.mutate()} loading={again.isPending}>
            {t('deliveries.again')}
          </Button>
          <CallProblem error={again.error} />
        </div>
      )}
    </li>
  );
}

/** Text of somebody else's server: shown as text, and cut (S-N8). */
function Answer({ of: { answerStatus, answer } }: { of: Delivery }) {
  const { t } = useTranslation('traffic');
  if (answer === null) return null;
  if (answerStatus === null && NO_ANSWER.includes(answer))
    return <Text size="sm">{t(`answer.${answer}`)}</Text>;
  return (
    <Text size="sm">
      {t('deliveries.answer')} <strong>{answerStatus}</strong> <bdi>{answer}</bdi>
    </Text>
  );
}
