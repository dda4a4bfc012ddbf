/** Settings → Integrations → Active Integrations (screen 6): everything that may open one's data, and the way to take it back. */
import { Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { CircleCheck, Plug, Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { provider } from '../../app/page.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { ListLoading, Problem, State } from '../../parts/states.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { IntegrationCard } from './integration-card.tsx';
import { integrationsQuery, type Integration } from './integration.ts';
import { Notices } from './notices.tsx';
import { KeySunsetNotice } from './key-sunset-notice.tsx';
import { OwnKey } from './own-key.tsx';
import { Revoke } from './revoke.tsx';
import styles from './settings.module.css';

/** Below that a list is read faster than a search is typed. */
const WORTH_SEARCHING = 8;

export function ActiveIntegrations() {
  const { t } = useTranslation('settings');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 200);
  const [asked, setAsked] = useState<Integration | null>(null);
  const [revoked, setRevoked] = useState<Integration | null>(null);
  const list = useInfiniteQuery({ ...integrationsQuery(search), placeholderData: keepPreviousData });
  const items = list.data?.pages.flatMap(page => page.items) ?? [];
  const searchable = typed !== '' || list.hasNextPage || items.length >= WORTH_SEARCHING;
  return (
    <>
      <PageHeader
        trail={[t('place.settings'), t('integrations')]}
        title={t('screen.integrations')}
        lead={t('integrations.lead')}
      />
      <Notices />
      <Revoked item={revoked} />
      {searchable && (
        <TextInput
          value={typed}
          onChange={event => setTyped(event.currentTarget.value)}
          label={t('search')}
          leftSection={<Search size={16} aria-hidden />}
          mb="md"
          maw="24rem"
        />
      )}
      {list.isPending ? (
        <ListLoading />
      ) : list.isError ? (
        <Problem error={list.error} reset={() => void list.refetch()} />
      ) : (
        <Items items={items} searched={search !== ''} onRevoke={setAsked} />
      )}
      <MoreButton of={list} />
      {items.some(({ kind }) => kind === 'key') && <KeySunsetNotice />}
      {provider.keys !== 'none' && list.isSuccess && <OwnKey items={items} />}
      <Revoke
        item={asked}
        onClose={() => setAsked(null)}
        onRevoked={item => {
          setAsked(null);
          setRevoked(item);
        }}
      />
    </>
  );
}

function Items(props: {
  items: readonly Integration[];
  searched: boolean;
  onRevoke: (item: Integration) => void;
}) {
  const { t } = useTranslation('settings');
  const { items, searched, onRevoke } = props;
  if (items.length === 0 && searched) return <Text c="dimmed">{t('search.nothing')}</Text>;
  if (items.length === 0)
    return (
      <div className="card">
        <State icon={Plug} title={t('empty.title')}>
          {t('empty.text')}
        </State>
      </div>
    );
  return (
    <>
      <h2 className="unseen">{t('list')}</h2>
      <ul className={styles['list']}>
        {items.map(item => (
          <IntegrationCard key={item.id} item={item} onRevoke={() => onRevoke(item)} />
        ))}
      </ul>
    </>
  );
}

/** Said aloud, too: the line that was revoked is gone from the list. */
function Revoked({ item }: { item: Integration | null }) {
  const { t } = useTranslation('settings');
  return (
    <div role="status">
      {item !== null && (
        <div className={styles['done']}>
          <CircleCheck size={20} aria-hidden />
          <span>{t(`revoked.${item.kind}`, { name: item.name, account: item.account.name })}</span>
        </div>
      )}
    </div>
  );
}
