/** An app's webhooks (screen 19): where it is told what happens. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Webhook } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ListLoading, Problem, State } from '../../parts/states.tsx';
import styles from './traffic.module.css';
import { WebhookCard } from './webhook-card.tsx';
import { WebhookForm } from './webhook-form.tsx';
import { webhooksQuery } from './webhook.ts';

const MOST = 5;

export function WebhooksScreen() {
  const { t } = useTranslation('traffic');
  const { appId } = useParams({ from: '/developers/apps/$appId' });
  const [opened, { open, close }] = useDisclosure();
  const list = useQuery(webhooksQuery(appId));
  if (list.isPending) return <ListLoading />;
  if (list.isError) return <Problem error={list.error} reset={() => void list.refetch()} />;
  const { items, mayChange } = list.data;
  const add = mayChange && items.length < MOST && <Button onClick={open}>{t('webhooks.add')}</Button>;
  return (
    <Stack gap="lg">
      <Group justify="space-between" gap="md">
        <Text c="dimmed" maw="40rem">
          {t('webhooks.lead')}
        </Text>
        {items.length > 0 && add}
      </Group>
      {items.length === 0 ? (
        <State icon={Webhook} title={t('webhooks.empty.title')} action={add}>
          {t('webhooks.empty.text')}
        </State>
      ) : (
        <ul className={styles['list']} aria-label={t('webhooks.list')}>
          {items.map(item => (
            <WebhookCard key={item.id} appId={appId} of={item} mayChange={mayChange} />
          ))}
        </ul>
      )}
      <WebhookForm appId={appId} of={null} opened={opened} onClose={close} />
    </Stack>
  );
}
