/** One webhook: what it is sent, how it does, and what can be done with it. */
import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  deleteWebhook,
  rotateWebhookSecret,
  testWebhook,
  updateWebhook,
} from '@valetkey/protocol/console-api';
import { CircleCheck, CirclePause, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { CallProblem } from '../../parts/call-problem.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { EndDialog } from '../../parts/end-dialog.tsx';
import { When } from '../../parts/when.tsx';
import { Deliveries } from './deliveries.tsx';
import styles from './traffic.module.css';
import { SecretShown, WebhookForm } from './webhook-form.tsx';
import type { WebhookEndpoint } from './webhook.ts';

interface WebhookCardProps {
  appId: string;
  of: WebhookEndpoint;
  mayChange: boolean;
}

export function WebhookCard({ appId, of, mayChange }: WebhookCardProps) {
  return (
    <li className={`card ${styles['row']}`}>
      <h2 className={styles['url']}>{of.url}</h2>
      <State of={of} />
      <div className={styles['types']}>
        {of.types.map(type => (
          <code key={type}>{type}</code>
        ))}
      </div>
      {mayChange && <Actions appId={appId} of={of} />}
      <Deliveries ids={{ appId, webhookId: of.id }} mayChange={mayChange && of.status === 'on'} />
    </li>
  );
}

function State({ of: { status, failingSince, oldSecretUntil } }: { of: WebhookEndpoint }) {
  const { t } = useTranslation('traffic');
  const kind = status === 'off' ? 'off' : failingSince === null ? 'on' : 'failing';
  const Icon = { on: CircleCheck, off: CirclePause, failing: TriangleAlert }[kind];
  const isOldLive = oldSecretUntil !== null && oldSecretUntil * 1000 > Date.now();
  return (
    <Group gap="0.25rem 0.75rem" fz="sm">
      <span className={kind === 'on' ? styles['good'] : styles['bad']}>
        <Icon size={15} aria-hidden /> {t(`webhooks.state.${kind}`)}
      </span>
      {failingSince !== null && (
        <Text span c="dimmed" inherit>
          {t('webhooks.failingSince')} <When at={failingSince} />
        </Text>
      )}
      {isOldLive && (
        <Text span c="dimmed" inherit>
          {t('webhooks.bothSign')} <When at={oldSecretUntil} />
        </Text>
      )}
    </Group>
  );
}

/** What was clicked and waits for an answer, or for a yes. */
type Asked = 'edit' | 'delete' | 'rotate' | null;

function Actions({ appId, of }: { appId: string; of: WebhookEndpoint }) {
  const { t } = useTranslation('traffic');
  const [asked, setAsked] = useState<Asked>(null);
  const { test, toggle, rotate, end } = useChanges(appId, of);
  const close = (): void => setAsked(null);
  const isOn = of.status === 'on';
  return (
    <div>
      <Group gap="xs">
        {isOn && (
          <Button size="xs" variant="default" onClick={() => test.mutate()} loading={test.isPending}>
            {t('webhooks.test')}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => setAsked('edit')}>
          {t('webhooks.edit')}
        </Button>
        <Button size="xs" variant="default" onClick={() => setAsked('rotate')}>
          {t('webhooks.rotate')}
        </Button>
        <Button size="xs" variant="default" onClick={() => toggle.mutate()} loading={toggle.isPending}>
          {t(isOn ? 'webhooks.off' : 'webhooks.on')}
        </Button>
        <Button size="xs" variant="default" c="var(--ends)" onClick={() => setAsked('delete')}>
          {t('webhooks.delete')}
        </Button>
      </Group>
      <CallProblem error={test.error ?? toggle.error} />
      <WebhookForm appId={appId} of={of} opened={asked === 'edit'} onClose={close} />
      <Dialog opened={rotate.isSuccess} onClose={rotate.reset} title={t('webhooks.secret.title')}>
        <SecretShown secret={rotate.data?.secret ?? ''} onClose={rotate.reset} />
      </Dialog>
      <EndDialog
        opened={asked === 'rotate'}
        title={t('webhooks.rotate')}
        verb={t('webhooks.rotate')}
        keep={t('cancel')}
        pending={rotate.isPending}
        error={rotate.error}
        onClose={close}
        onEnd={() => rotate.mutate(undefined, { onSuccess: close })}
      >
        <Text>{t('webhooks.rotateText')}</Text>
      </EndDialog>
      <EndDialog
        opened={asked === 'delete'}
        title={t('webhooks.delete')}
        verb={t('webhooks.delete')}
        keep={t('webhooks.keep')}
        pending={end.isPending}
        error={end.error}
        onClose={close}
        onEnd={() => end.mutate(undefined, { onSuccess: close })}
      >
        <Text>{t('webhooks.deleteText', { url: of.url })}</Text>
      </EndDialog>
    </div>
  );
}

function useChanges(appId: string, { id, status }: WebhookEndpoint) {
  const queries = useQueryClient();
  const ids = { appId, webhookId: id };
  const refresh = () => queries.invalidateQueries({ queryKey: ['webhooks', appId] });
  const toggled = status === 'on' ? ('off' as const) : ('on' as const);
  return {
    test: useMutation({
      mutationFn: () => call(testWebhook, { ids }),
      onSuccess: () => queries.invalidateQueries({ queryKey: ['deliveries', id] }),
    }),
    toggle: useMutation({
      mutationFn: () => call(updateWebhook, { ids, body: { status: toggled } }),
      onSuccess: refresh,
    }),
    rotate: useMutation({ mutationFn: () => call(rotateWebhookSecret, { ids }), onSuccess: refresh }),
    end: useMutation({ mutationFn: () => call(deleteWebhook, { ids }), onSuccess: refresh }),
  };
}
