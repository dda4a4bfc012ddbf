/** The connections and keys of an account as a list: searched, filtered, picked. */
import { Button, Checkbox, Chip, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Plug, Search, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ListLoading, Problem, State } from '../../parts/states.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import type { Account } from './account.tsx';
import styles from './administration.module.css';
import { ConnectionRow } from './connection-row.tsx';
import type { Narrowed } from './integrations.tsx';
import { integrationsQuery, type Filter, type Item } from './queries.ts';
import type { Selection } from './revoke-access.tsx';

const FILTERS = ['unused', 'full', 'unverified'] as const;
const ORDERS = ['newest', 'oldest', 'recently_used', 'longest_unused'] as const;
/** As many as one call takes. */
const MOST_PICKED = 100;

interface ConnectionsProps {
  account: Account;
  filter: Filter;
  /** The filter with what was picked elsewhere. */
  whole: Filter;
  narrowed: Narrowed | null;
  onFilter: (filter: Filter) => void;
  onWiden: () => void;
  onRevoke: (selection: Selection) => void;
}

export function Connections(props: ConnectionsProps) {
  const { t } = useTranslation('administration');
  const { account, filter, whole, narrowed, onFilter, onWiden, onRevoke } = props;
  const list = useInfiniteQuery(integrationsQuery(account.id, whole));
  const items = list.data?.pages.flatMap(page => page.items) ?? [];
  return (
    <>
      {narrowed !== null && (
        <Group mb="md" gap="xs">
          <Text fw={550}>{t(`narrowed.${narrowed.by}`, { name: narrowed.name })}</Text>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<X size={14} aria-hidden />}
            onClick={onWiden}
          >
            {t('narrowed.all')}
          </Button>
        </Group>
      )}
      <Filters filter={filter} onFilter={onFilter} />
      {list.isPending ? (
        <ListLoading />
      ) : list.isError ? (
        <Problem error={list.error} reset={() => void list.refetch()} />
      ) : (
        <Picked key={JSON.stringify(whole)} items={items} onRevoke={onRevoke} empty={emptyOf(whole)} />
      )}
      <MoreButton of={list} />
    </>
  );
}

function emptyOf(filter: Filter): 'nothing' | 'filtered' {
  const { order: _, ...narrowing } = filter;
  return Object.keys(narrowing).length === 0 ? 'nothing' : 'filtered';
}

function Filters({ filter, onFilter }: { filter: Filter; onFilter: (filter: Filter) => void }) {
  const { t } = useTranslation('administration');
  const [typed, setTyped] = useState(filter.search ?? '');
  const [search] = useDebouncedValue(typed.trim(), 250);
  useEffect(() => {
    if (search === (filter.search ?? '')) return;
    const { search: _, ...rest } = filter;
    onFilter(search === '' ? rest : { ...rest, search });
  }, [search, filter, onFilter]);
  const toggle = (name: (typeof FILTERS)[number], on: boolean): void => {
    const { [name]: _, ...rest } = filter;
    onFilter(on ? { ...rest, [name]: '1' } : rest);
  };
  return (
    <Group mb="md" gap="md" align="flex-end">
      <TextInput
        value={typed}
        onChange={event => setTyped(event.currentTarget.value)}
        label={t('search')}
        leftSection={<Search size={16} aria-hidden />}
        className={styles['search']}
      />
      <NativeSelect
        label={t('order')}
        value={filter.order ?? 'newest'}
        onChange={event =>
          onFilter({ ...filter, order: event.currentTarget.value as (typeof ORDERS)[number] })
        }
        data={ORDERS.map(value => ({ value, label: t(`order.${value}`) }))}
      />
      <Group gap="xs" role="group" aria-label={t('filter')}>
        {FILTERS.map(name => (
          <Chip key={name} checked={filter[name] === '1'} onChange={on => toggle(name, on)} variant="outline">
            {t(`filter.${name}`)}
          </Chip>
        ))}
      </Group>
    </Group>
  );
}

interface PickedProps {
  items: readonly Item[];
  empty: 'nothing' | 'filtered';
  onRevoke: (selection: Selection) => void;
}

function Picked({ items, empty, onRevoke }: PickedProps) {
  const { t } = useTranslation('administration');
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  if (items.length === 0)
    return (
      <div className="card">
        <State icon={Plug} title={t(`empty.${empty}.title`)}>
          {t(`empty.${empty}.text`)}
        </State>
      </div>
    );
  // What ended in the meantime is picked no more.
  const present = items.filter(({ integration }) => picked.has(integration.id));
  const pick = (id: string, on: boolean): void => {
    const next = new Set(picked);
    if (on) next.add(id);
    else next.delete(id);
    setPicked(next);
  };
  const offered = items.slice(0, MOST_PICKED);
  return (
    <>
      <h2 className="unseen">{t('list')}</h2>
      <div className={styles['bar']}>
        <Checkbox
          label={present.length === 0 ? t('pick.all') : t('pick.count', { count: present.length })}
          checked={present.length > 0 && present.length === offered.length}
          indeterminate={present.length > 0 && present.length < offered.length}
          onChange={event =>
            setPicked(
              new Set(event.currentTarget.checked ? offered.map(({ integration }) => integration.id) : []),
            )
          }
        />
        {present.length > 0 && (
          <Button
            variant="default"
            c="var(--ends)"
            size="compact-md"
            disabled={present.length > MOST_PICKED}
            onClick={() =>
              onRevoke({
                kind: 'picked',
                name: String(present.length),
                body: { ids: present.map(({ integration }) => integration.id) },
              })
            }
          >
            {t('revoke.picked', { count: present.length })}
          </Button>
        )}
      </div>
      <ul className={styles['rows']}>
        {items.map(item => (
          <ConnectionRow
            key={item.integration.id}
            item={item}
            picked={picked.has(item.integration.id)}
            onPick={on => pick(item.integration.id, on)}
            onRevoke={onRevoke}
          />
        ))}
      </ul>
    </>
  );
}
