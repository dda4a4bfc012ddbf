/** The apps that are connected to an account, each with what it holds, and what was decided about it. */
import { Button, Group, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Blocks } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppTile } from '../../parts/app-tile.tsx';
import { Standing } from '../../parts/standing.tsx';
import { ListLoading, Problem, State } from '../../parts/states.tsx';
import { When } from '../../parts/when.tsx';
import type { Account } from './account.tsx';
import styles from './administration.module.css';
import { DecisionMark } from './decision.tsx';
import type { Narrowed } from './integrations.tsx';
import { connectedAppsQuery, type ConnectedApp } from './queries.ts';
import type { Selection } from './revoke-access.tsx';
import { SearchField } from './search-field.tsx';

interface ByAppProps {
  account: Account;
  onShow: (of: Narrowed) => void;
  onRevoke: (selection: Selection) => void;
}

export function ByApp({ account, onShow, onRevoke }: ByAppProps) {
  const { t } = useTranslation('administration');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const list = useInfiniteQuery(connectedAppsQuery(account.id, search));
  const items = list.data?.pages.flatMap(page => page.items) ?? [];
  return (
    <>
      <h2 className="unseen">{t('view.app')}</h2>
      <SearchField value={typed} onChange={setTyped} label={t('search.app')} />
      {list.isPending ? (
        <ListLoading />
      ) : list.isError ? (
        <Problem error={list.error} reset={() => void list.refetch()} />
      ) : items.length === 0 ? (
        <div className="card">
          <State icon={Blocks} title={t(`empty.${search === '' ? 'nothing' : 'filtered'}.title`)} />
        </div>
      ) : (
        <ul className={styles['rows']} aria-label={t('view.app')}>
          {items.map(app => (
            <AppRow key={app.id} app={app} onShow={onShow} onRevoke={onRevoke} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </>
  );
}

function AppRow({ app, onShow, onRevoke }: Omit<ByAppProps, 'account'> & { app: ConnectedApp }) {
  const { t } = useTranslation('administration');
  const { id, name } = app;
  return (
    <li className={`card ${styles['group']}`}>
      <div className={styles['identity']}>
        <AppTile name={name} logo={null} />
        <div className={styles['words']}>
          <h3 className={styles['name']}>{name}</h3>
          <Group gap="0.125rem 0.5rem" fz="sm" c="dimmed">
            {t('by', { publisher: app.publisher })}
            <Standing of={app.standing} />
            <DecisionMark of={app.decision} />
          </Group>
        </div>
      </div>
      <div className="tabular">
        <Text>
          {t('connections', { count: app.connections })} · {t('members', { count: app.members })}
        </Text>
        <Text size="sm" c="dimmed">
          {t('fact.lastUsed')}: <When at={app.lastUsedAt} />
        </Text>
      </div>
      <Group gap="xs">
        <Button
          variant="default"
          onClick={() => onShow({ by: 'app', id, name })}
          aria-label={t('show.named', { name })}
        >
          {t('show')}
        </Button>
        <Button
          variant="default"
          c="var(--ends)"
          aria-label={t('revoke.all.named', { name })}
          onClick={() => onRevoke({ kind: 'app', name, body: { app: id } })}
        >
          {t('revoke.all')}
        </Button>
      </Group>
    </li>
  );
}
