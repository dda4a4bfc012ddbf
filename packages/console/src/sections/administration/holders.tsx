/** Who or what may open an account, one line each: an app with its connections, or a member with what acts for them. */
import { Button, Group, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AppTile } from '../../parts/app-tile.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { ListLoading, Problem, State } from '../../parts/states.tsx';
import { When } from '../../parts/when.tsx';
import type { Account } from './account.tsx';
import styles from './administration.module.css';
import type { Narrowed } from './integrations.tsx';
import type { Selection } from './revoke-access.tsx';
import { SearchField } from './search-field.tsx';

export interface HoldersProps {
  account: Account;
  onShow: (of: Narrowed) => void;
  onRevoke: (selection: Selection) => void;
}

interface ListProps<Item> {
  account: Account;
  by: 'app' | 'member';
  icon: LucideIcon;
  read: (search: string, after: string | null) => Promise<{ items: readonly Item[]; next: string | null }>;
  render: (item: Item) => ReactNode;
}

export function HolderList<Item>({ account, by, icon, read, render }: ListProps<Item>) {
  const { t } = useTranslation('administration');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const list = useInfiniteQuery({
    queryKey: ['administration', account.id, by, search],
    queryFn: ({ pageParam }) => read(search, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
    placeholderData: keepPreviousData,
  });
  const items = list.data?.pages.flatMap(page => page.items) ?? [];
  return (
    <>
      <h2 className="unseen">{t(`view.${by}`)}</h2>
      <SearchField value={typed} onChange={setTyped} label={t(`search.${by}`)} />
      {list.isPending ? (
        <ListLoading />
      ) : list.isError ? (
        <Problem error={list.error} reset={() => void list.refetch()} />
      ) : items.length === 0 ? (
        <div className="card">
          <State icon={icon} title={t(`empty.${search === '' ? 'nothing' : 'filtered'}.title`)} />
        </div>
      ) : (
        <ul className={styles['rows']} aria-label={t(`view.${by}`)}>
          {items.map(render)}
        </ul>
      )}
      <MoreButton of={list} />
    </>
  );
}

interface HolderProps {
  name: string;
  /** Beneath the name. */
  children: ReactNode;
  /** How much it holds: "3 connections · 2 members". */
  holds: readonly string[];
  lastUsedAt: number | null;
  /** Null: it holds nothing that could be shown or revoked. */
  onShow: (() => void) | null;
  onRevoke: () => void;
}

export function Holder({ name, children, holds, lastUsedAt, onShow, onRevoke }: HolderProps) {
  const { t } = useTranslation('administration');
  return (
    <li className={`card ${styles['group']}`}>
      <div className={styles['identity']}>
        <AppTile name={name} logo={null} />
        <div className={styles['words']}>
          <h3 className={styles['name']}>{name}</h3>
          <Group gap="0.125rem 0.5rem" fz="sm" c="dimmed">
            {children}
          </Group>
        </div>
      </div>
      <div className="tabular">
        <Text>{holds.join(' · ')}</Text>
        <Text size="sm" c="dimmed">
          {t('fact.lastUsed')}: <When at={lastUsedAt} />
        </Text>
      </div>
      {onShow !== null && (
        <Group gap="xs">
          <Button variant="default" onClick={onShow} aria-label={t('show.named', { name })}>
            {t('show')}
          </Button>
          <Button
            variant="default"
            c="var(--ends)"
            aria-label={t('revoke.all.named', { name })}
            onClick={onRevoke}
          >
            {t('revoke.all')}
          </Button>
        </Group>
      )}
    </li>
  );
}
