/** Administration → App policy (screen 9): which apps the account lets in, and who asks for one. */
import { Radio, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { setAppPolicy } from '@valetkey/protocol/console-api';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { CallProblem } from '../../parts/call-problem.tsx';
import { EndDialog } from '../../parts/end-dialog.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { AdministeredAccount, type Account } from './account.tsx';
import styles from './administration.module.css';
import { Decisions } from './decisions.tsx';
import { policyQuery, type AppPolicy } from './queries.ts';
import { Requests } from './requests.tsx';

const MODES = ['all', 'approved', 'none'] as const;
type Mode = AppPolicy['mode'];

export function Policy() {
  return (
    <AdministeredAccount>
      {(account, chooser) => <PolicyOf account={account} chooser={chooser} />}
    </AdministeredAccount>
  );
}

function PolicyOf({ account, chooser }: { account: Account; chooser: ReactNode }) {
  const { t } = useTranslation('administration');
  const { data: policy } = useSuspenseQuery(policyQuery(account.id));
  return (
    <>
      <PageHeader
        trail={[t('place.administration'), account.name]}
        title={t('screen.policy')}
        lead={t('policy.lead', { account: account.name })}
        actions={chooser}
      />
      <Stack gap="2.5rem">
        <Requests account={account} waiting={policy.waiting} />
        <Modes account={account} mode={policy.mode} />
        <Decisions account={account} policy={policy} />
      </Stack>
    </>
  );
}

/** Less is let in: that is asked for. More is let in: that is done. */
function Modes({ account, mode }: { account: Account; mode: Mode }) {
  const { t } = useTranslation('administration');
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Mode | null>(null);
  const save = useMutation({
    mutationFn: (wanted: Mode) =>
      call(setAppPolicy, { ids: { accountId: account.id }, body: { mode: wanted } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['administration', account.id] });
      setAsked(null);
    },
  });
  const choose = (wanted: string): void => {
    if (wanted === mode) return;
    if (wanted === 'all') save.mutate('all');
    else setAsked(wanted as Mode);
  };
  const shown = asked ?? 'approved';
  return (
    <section aria-labelledby="modes">
      <Title order={2} id="modes" mb="md">
        {t('mode')}
      </Title>
      <Radio.Group value={mode} onChange={choose} aria-labelledby="modes">
        <div className={styles['modes']}>
          {MODES.map(each => (
            <label key={each} className={`card ${styles['mode']}`}>
              <Radio value={each} aria-describedby={`mode-${each}`} aria-label={t(`mode.${each}`)} />
              <span>
                <Text fw={600}>{t(`mode.${each}`)}</Text>
                <Text size="sm" c="dimmed" id={`mode-${each}`}>
                  {t(`mode.${each}.means`)}
                </Text>
              </span>
            </label>
          ))}
        </div>
      </Radio.Group>
      {asked === null && <CallProblem error={save.error} />}
      <EndDialog
        opened={asked !== null}
        title={t(`mode.${shown}.ask`)}
        verb={t('mode.save')}
        keep={t('cancel')}
        pending={save.isPending}
        error={save.error}
        onClose={() => setAsked(null)}
        onEnd={() => save.mutate(shown)}
      >
        <Text>{t(`mode.${shown}.now`, { account: account.name })}</Text>
        <Text size="sm" c="dimmed" mt="sm">
          {t('mode.again')}
        </Text>
      </EndDialog>
    </section>
  );
}
