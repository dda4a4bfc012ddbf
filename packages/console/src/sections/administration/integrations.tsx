/** Administration → Integrations (screen 8): everything that members connected to the account, and taking it back for them. */
import { Button, Group, Tabs } from '@mantine/core';
import { exportAccountIntegrations, type AnswerOf, type revokeAccess } from '@valetkey/protocol/console-api';
import { CircleCheck } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../app/call.ts';
import { ExportButton } from '../../parts/export-button.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { AdministeredAccount, type Account } from './account.tsx';
import styles from './administration.module.css';
import { ByApp } from './by-app.tsx';
import { ByMember } from './by-member.tsx';
import { Connections } from './connections.tsx';
import type { Filter } from './queries.ts';
import { RevokeAccess, type Selection } from './revoke-access.tsx';

const VIEWS = ['all', 'app', 'member'] as const;
type View = (typeof VIEWS)[number];

export function AccountIntegrations() {
  return (
    <AdministeredAccount>
      {(account, chooser) => <Integrations account={account} chooser={chooser} />}
    </AdministeredAccount>
  );
}

/** Of an app or a member that was picked: its name, for the words above the list. */
export interface Narrowed {
  by: 'app' | 'member';
  id: string;
  name: string;
}

function Integrations({ account, chooser }: { account: Account; chooser: ReactNode }) {
  const { t } = useTranslation('administration');
  const [view, setView] = useState<View>('all');
  const [filter, setFilter] = useState<Filter>({});
  const [narrowed, setNarrowed] = useState<Narrowed | null>(null);
  const [asked, setAsked] = useState<Selection | null>(null);
  const [sum, setSum] = useState<AnswerOf<typeof revokeAccess> | null>(null);
  const whole: Filter = { ...filter, ...(narrowed === null ? {} : { [narrowed.by]: narrowed.id }) };
  const show = (of: Narrowed): void => {
    setNarrowed(of);
    setFilter({});
    setView('all');
  };
  return (
    <>
      <PageHeader
        trail={[t('place.administration'), account.name]}
        title={t('integrations.title')}
        lead={t('integrations.lead', { account: account.name })}
        actions={chooser}
      />
      <Ended sum={sum} />
      <Tabs value={view} onChange={value => setView((value ?? 'all') as View)} keepMounted={false}>
        <Tabs.List aria-label={t('view')}>
          {VIEWS.map(each => (
            <Tabs.Tab key={each} value={each}>
              {t(`view.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="all" pt="md">
          <Connections
            account={account}
            filter={filter}
            whole={whole}
            narrowed={narrowed}
            onFilter={setFilter}
            onWiden={() => setNarrowed(null)}
            onRevoke={setAsked}
          />
        </Tabs.Panel>
        <Tabs.Panel value="app" pt="md">
          <ByApp account={account} onShow={show} onRevoke={setAsked} />
        </Tabs.Panel>
        <Tabs.Panel value="member" pt="md">
          <ByMember account={account} onShow={show} onRevoke={setAsked} />
        </Tabs.Panel>
      </Tabs>
      <Group mt="xl" gap="md" justify="space-between" align="flex-start">
        <ExportButton
          fileName={`${account.name}-integrations.csv`}
          ask={() => ask(exportAccountIntegrations, { ids: { accountId: account.id }, body: whole })}
        />
        <Button
          variant="default"
          c="var(--ends)"
          onClick={() => setAsked({ kind: 'everything', name: account.name, body: { everything: true } })}
        >
          {t('revoke.everything')}
        </Button>
      </Group>
      <RevokeAccess
        account={account}
        selection={asked}
        onClose={() => setAsked(null)}
        onRevoked={ended => {
          setAsked(null);
          setSum(ended);
        }}
      />
    </>
  );
}

/** Said aloud, too: exactly what died. */
function Ended({ sum }: { sum: AnswerOf<typeof revokeAccess> | null }) {
  const { t } = useTranslation('administration');
  return (
    <div role="status">
      {sum !== null && (
        <div className={styles['done']}>
          <CircleCheck size={20} aria-hidden />
          <span>
            {[
              t('ended.connections', { count: sum.connections }),
              t('ended.tokens', { count: sum.tokens }),
              t('ended.keys', { count: sum.apiKeys }),
            ].join(' · ')}
            . {sum.members > 0 && t('ended.members', { count: sum.members })}
          </span>
        </div>
      )}
    </div>
  );
}
