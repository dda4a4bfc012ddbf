/** How much an app may do: the provider's own limits, or those set for this app. */
import { Button, NumberInput, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { limitCatalogueApp } from '@valetkey/protocol/console-api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { Facts } from '../../parts/facts.tsx';
import type { AppDetail } from './app-queries.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import styles from './operation.module.css';

const LIMITS = ['dailyConnections', 'callsPerMinute'] as const;
type Limits = Record<(typeof LIMITS)[number], number | null>;

export function AppLimits({ detail }: { detail: AppDetail }) {
  const { t, i18n } = useTranslation('operation');
  const [opened, { open, close }] = useDisclosure();
  const { limits } = detail;
  const show = (name: (typeof LIMITS)[number]): string => {
    const value = limits[name];
    const number = value === null ? t('limit.none') : new Intl.NumberFormat(i18n.language).format(value);
    return `${number} (${t(limits.own.includes(name) ? 'limit.own' : 'limit.provider')})`;
  };
  return (
    <section>
      <Title order={2} mb="xs">
        {t('limits')}
      </Title>
      <div className={`card ${styles['panel']}`}>
        <Facts of={LIMITS.map(name => [t(`limit.${name}`), show(name)] as const)} />
        <div>
          <Button variant="default" onClick={open}>
            {t('limits.change')}
          </Button>
        </div>
      </div>
      {opened && <ChangeLimits detail={detail} onClose={close} />}
    </section>
  );
}

function ChangeLimits({ detail: { app, limits }, onClose }: { detail: AppDetail; onClose: () => void }) {
  const { t } = useTranslation('operation');
  const queries = useQueryClient();
  const [wanted, setWanted] = useState<Limits>(() => ({
    dailyConnections: limits.own.includes('dailyConnections') ? limits.dailyConnections : null,
    callsPerMinute: limits.own.includes('callsPerMinute') ? limits.callsPerMinute : null,
  }));
  const send = useMutation({
    mutationFn: (reason: string) =>
      call(limitCatalogueApp, { ids: { appId: app.id }, body: { ...wanted, reason } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['catalogue'] });
      onClose();
    },
  });
  return (
    <ReasonDialog
      opened
      title={t('limits.change')}
      consequences={[t('limits.follows')]}
      verb={t('limits.set')}
      ends={false}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onConfirm={reason => send.mutate(reason)}
    >
      {LIMITS.map(name => (
        <NumberInput
          key={name}
          label={t(`limit.${name}`)}
          placeholder={t('limit.provider')}
          value={wanted[name] ?? ''}
          onChange={value => setWanted({ ...wanted, [name]: value === '' ? null : Number(value) })}
          min={1}
          max={10_000_000}
          allowDecimal={false}
          hideControls
          mb="sm"
        />
      ))}
    </ReasonDialog>
  );
}
