/** Apps that are allowed or blocked by name, and deciding about another one. */
import { Button, Group, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { decideApp } from '@valetkey/protocol/console-api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { AppTile } from '../../parts/app-tile.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { Standing } from '../../parts/standing.tsx';
import type { Account } from './account.tsx';
import styles from './administration.module.css';
import { DecisionMark } from './decision.tsx';
import { appsQuery, type AppPolicy, type Decision } from './queries.ts';
import { SearchField } from './search-field.tsx';

type App = AppPolicy['allowed'][number];
interface Asked {
  app: App;
  decision: Decision;
}

export function Decisions({ account, policy }: { account: Account; policy: AppPolicy }) {
  const { t } = useTranslation('administration');
  const [asked, setAsked] = useState<Asked | null>(null);
  const decided = [
    ...policy.blocked.map(app => ({ app, decision: 'blocked' }) as const),
    ...policy.allowed.map(app => ({ app, decision: 'allowed' }) as const),
  ];
  return (
    <section aria-labelledby="decisions">
      <Title order={2} id="decisions" mb={4}>
        {t('decisions')}
      </Title>
      <Text c="dimmed" mb="md">
        {t(`decisions.${policy.mode}`)}
      </Text>
      {decided.length === 0 ? (
        <Text mb="lg">{t('decisions.empty')}</Text>
      ) : (
        <ul className={styles['rows']} aria-label={t('decisions')}>
          {decided.map(({ app, decision }) => (
            <Decided key={app.id} app={app} decision={decision} onAsk={setAsked} />
          ))}
        </ul>
      )}
      <Another account={account} onAsk={setAsked} />
      <DecideDialog account={account} asked={asked} onClose={() => setAsked(null)} />
    </section>
  );
}

function Another({ account, onAsk }: { account: Account; onAsk: (asked: Asked) => void }) {
  const { t } = useTranslation('administration');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const { data } = useQuery({ ...appsQuery(account.id, search), enabled: search !== '' });
  const found = search === '' ? [] : (data?.items ?? []);
  return (
    <div>
      <Title order={3} mt="xl" mb="xs">
        {t('decide.another')}
      </Title>
      <SearchField value={typed} onChange={setTyped} label={t('search.app')} />
      <div role="status">
        {search !== '' && data !== undefined && found.length === 0 && (
          <Text c="dimmed">{t('empty.filtered.title')}</Text>
        )}
      </div>
      {found.length > 0 && (
        <ul className={styles['rows']} aria-label={t('decide.another')}>
          {found.map(({ app, decision }) => (
            <Decided key={app.id} app={app} decision={decision} onAsk={onAsk} />
          ))}
        </ul>
      )}
    </div>
  );
}

const OTHERS: Readonly<Record<Decision, readonly Decision[]>> = {
  undecided: ['allowed', 'blocked'],
  allowed: ['blocked', 'undecided'],
  blocked: ['allowed', 'undecided'],
};

function Decided({ app, decision, onAsk }: Asked & { onAsk: (asked: Asked) => void }) {
  const { t } = useTranslation('administration');
  return (
    <li className={`card ${styles['decided']}`}>
      <div className={styles['identity']}>
        <AppTile name={app.name} logo={null} />
        <div className={styles['words']}>
          <Text fw={650}>{app.name}</Text>
          <Group gap="0.125rem 0.5rem" fz="sm" c="dimmed">
            {t('by', { publisher: app.publisher })}
            <Standing of={app.standing} />
            <DecisionMark of={decision} />
          </Group>
        </div>
      </div>
      <Group gap="xs">
        {OTHERS[decision].map(other => (
          <Button
            key={other}
            variant="default"
            {...(other === 'blocked' ? { c: 'var(--ends)' } : {})}
            aria-label={t(`decide.${other}.named`, { app: app.name })}
            onClick={() => onAsk({ app, decision: other })}
          >
            {t(`decide.${other}`)}
          </Button>
        ))}
      </Group>
    </li>
  );
}

interface DecideDialogProps {
  account: Account;
  asked: Asked | null;
  onClose: () => void;
}

function DecideDialog({ account, asked, onClose }: DecideDialogProps) {
  const { t } = useTranslation('administration');
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: (reason: string) =>
      call(decideApp, {
        ids: { accountId: account.id, appId: asked!.app.id },
        body: { decision: asked!.decision, reason },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['administration', account.id] });
      onClose();
    },
  });
  const decision = asked?.decision ?? 'allowed';
  const names = { app: asked?.app.name ?? '', account: account.name };
  return (
    <ReasonDialog
      opened={asked !== null}
      title={t(`decide.${decision}.title`, names)}
      consequences={[t(`decide.${decision}.now`, names), t('decide.again')]}
      verb={t(`decide.${decision}`)}
      ends={decision === 'blocked'}
      label={t('decide.reason')}
      description={t('decide.reasonRead')}
      optional
      pending={send.isPending}
      error={send.error}
      onClose={() => {
        send.reset();
        onClose();
      }}
      onConfirm={reason => send.mutate(reason)}
    />
  );
}
