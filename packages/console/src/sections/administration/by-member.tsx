/** The members of an account, each with what acts for them. Who is a member is not decided here. */
import { Badge, Button, Group, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { provider } from '../../app/page.ts';
import { AppTile } from '../../parts/app-tile.tsx';
import { ListLoading, Problem, State } from '../../parts/states.tsx';
import { When } from '../../parts/when.tsx';
import type { Account } from './account.tsx';
import styles from './administration.module.css';
import type { Narrowed } from './integrations.tsx';
import { membersQuery, type Member } from './queries.ts';
import type { Selection } from './revoke-access.tsx';
import { SearchField } from './search-field.tsx';

interface ByMemberProps {
  account: Account;
  onShow: (of: Narrowed) => void;
  onRevoke: (selection: Selection) => void;
}

export function ByMember({ account, onShow, onRevoke }: ByMemberProps) {
  const { t } = useTranslation('administration');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const list = useInfiniteQuery(membersQuery(account.id, search));
  const items = list.data?.pages.flatMap(page => page.items) ?? [];
  return (
    <>
      <h2 className="unseen">{t('view.member')}</h2>
      <SearchField value={typed} onChange={setTyped} label={t('search.member')} />
      {list.isPending ? (
        <ListLoading />
      ) : list.isError ? (
        <Problem error={list.error} reset={() => void list.refetch()} />
      ) : items.length === 0 ? (
        <div className="card">
          <State icon={Users} title={t('empty.filtered.title')} />
        </div>
      ) : (
        <ul className={styles['rows']} aria-label={t('view.member')}>
          {items.map(item => (
            <MemberRow key={item.member.id} item={item} onShow={onShow} onRevoke={onRevoke} />
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
      <Text size="sm" c="dimmed" mt="md">
        {t('members.managed', { provider: provider.name })}
      </Text>
    </>
  );
}

function MemberRow({ item, onShow, onRevoke }: Omit<ByMemberProps, 'account'> & { item: Member }) {
  const { t } = useTranslation('administration');
  const { id, name, email } = item.member;
  const holds = item.connections + item.apiKeys > 0;
  return (
    <li className={`card ${styles['group']}`}>
      <div className={styles['identity']}>
        <AppTile name={name} logo={null} />
        <div className={styles['words']}>
          <h3 className={styles['name']}>{name}</h3>
          <Group gap="0.125rem 0.5rem" fz="sm" c="dimmed">
            {email}
            {item.role === 'administrator' && (
              <Badge variant="default" tt="none" fw={550} fz="0.75rem">
                {t('role.administrator')}
              </Badge>
            )}
          </Group>
        </div>
      </div>
      <div className="tabular">
        <Text>
          {t('connections', { count: item.connections })} · {t('keys', { count: item.apiKeys })}
        </Text>
        <Text size="sm" c="dimmed">
          {t('fact.lastUsed')}: <When at={item.lastUsedAt} />
        </Text>
      </div>
      {holds && (
        <Group gap="xs">
          <Button
            variant="default"
            onClick={() => onShow({ by: 'member', id, name })}
            aria-label={t('show.named', { name })}
          >
            {t('show')}
          </Button>
          <Button
            variant="default"
            c="var(--ends)"
            aria-label={t('revoke.all.named', { name })}
            onClick={() => onRevoke({ kind: 'member', name, body: { member: id } })}
          >
            {t('revoke.all')}
          </Button>
        </Group>
      )}
    </li>
  );
}
