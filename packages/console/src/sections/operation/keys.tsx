/** Operation → API keys (screen 25): who still uses them, how many moved to apps, and the day on which they end. */
import { Badge, Button, Group, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
  useSuspenseQuery,
} from '@tanstack/react-query';
import { endKey, listKeyHolders, summariseKeys, type AnswerOf } from '@valetkey/protocol/console-api';
import { KeyRound, Plug, Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { Facts } from '../../parts/facts.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { ListLoading, Problem, State } from '../../parts/states.tsx';
import { When } from '../../parts/when.tsx';
import { KeySunset } from './key-sunset.tsx';
import styles from './operation.module.css';

type Holder = AnswerOf<typeof listKeyHolders>['items'][number];

const summaryQuery = queryOptions({
  queryKey: ['key-holders', 'summary'],
  queryFn: () => call(summariseKeys, {}),
});
const holdersQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: ['key-holders', 'list', search],
    queryFn: ({ pageParam: after }) =>
      call(listKeyHolders, {
        query: { ...(search === '' ? {} : { search }), ...(after === null ? {} : { after }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
  });

export function Keys() {
  const { t } = useTranslation('operation');
  const { data } = useSuspenseQuery(summaryQuery);
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 200);
  const [ending, setEnding] = useState<Holder | null>(null);
  return (
    <>
      <PageHeader trail={[t('place.operation')]} title={t('screen.keys')} lead={t('apiKeys.lead')} />
      <section className={`card ${styles['panel']}`}>
        <Facts
          of={(['keys', 'usedIn30Days', 'accounts', 'movedAccounts'] as const).map(
            name => [t(`apiKeys.${name}`), t('number', { count: data[name] })] as const,
          )}
        />
        <KeySunset sunset={data.sunset} />
      </section>
      <TextInput
        value={typed}
        onChange={event => setTyped(event.currentTarget.value)}
        label={t('apiKeys.search')}
        leftSection={<Search size={16} aria-hidden />}
        my="md"
        maw="24rem"
        maxLength={100}
      />
      <Holders search={search} onEnd={setEnding} />
      <End holder={ending} onClose={() => setEnding(null)} />
    </>
  );
}

function Holders({ search, onEnd }: { search: string; onEnd: (holder: Holder) => void }) {
  const { t } = useTranslation('operation');
  const list = useInfiniteQuery({ ...holdersQuery(search), placeholderData: keepPreviousData });
  if (list.isPending) return <ListLoading />;
  if (list.isError) return <Problem error={list.error} reset={() => void list.refetch()} />;
  const items = list.data.pages.flatMap(page => page.items);
  if (items.length === 0)
    return (
      <div className="card">
        <State icon={KeyRound} title={t('apiKeys.none')} />
      </div>
    );
  return (
    <>
      <ul className={styles['list']} aria-label={t('screen.keys')}>
        {items.map(holder => (
          <li key={holder.id} className={`card ${styles['panel']}`}>
            <Group justify="space-between" align="flex-start">
              <div className={styles['words']}>
                <Text fw={600}>{t('apiKeys.named', { label: holder.label, lastFour: holder.lastFour })}</Text>
                <Text size="sm" c="dimmed">
                  {t('owner', { name: holder.owner.name, account: holder.account })}, {holder.owner.email}
                </Text>
              </div>
              <Group gap="xs">
                {holder.moved && (
                  <Badge variant="light" leftSection={<Plug size={13} aria-hidden />}>
                    {t('apiKeys.moved')}
                  </Badge>
                )}
                <Button
                  variant="default"
                  c="var(--ends)"
                  onClick={() => onEnd(holder)}
                  aria-label={t('apiKeys.end.named', { label: holder.label })}
                >
                  {t('apiKeys.end')}
                </Button>
              </Group>
            </Group>
            <Facts
              of={[
                [t('apiKeys.created'), <When key="created" at={holder.createdAt} />],
                [t('apiKeys.lastUsed'), <When key="used" at={holder.lastUsedAt} />],
                [t('apiKeys.calls'), t('count.calls', { count: holder.calls30Days })],
                [t('apiKeys.ends'), <When key="ends" at={holder.endsAt} />],
              ]}
            />
          </li>
        ))}
      </ul>
      <MoreButton of={list} />
    </>
  );
}

function End({ holder, onClose }: { holder: Holder | null; onClose: () => void }) {
  const { t } = useTranslation('operation');
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: ({ keyId, reason }: { keyId: string; reason: string }) =>
      call(endKey, { ids: { keyId }, body: { reason } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['key-holders'] });
      onClose();
    },
  });
  const names = { label: holder?.label ?? '', name: holder?.owner.name ?? '' };
  return (
    <ReasonDialog
      opened={holder !== null}
      title={t('apiKeys.end.title', names)}
      consequences={[t('apiKeys.end.now', names), t('apiKeys.end.again')]}
      verb={t('apiKeys.end')}
      ends
      label={t('text.reason')}
      description={t('apiKeys.end.told')}
      pending={end.isPending}
      error={end.error}
      onClose={onClose}
      onConfirm={reason => holder !== null && end.mutate({ keyId: holder.id, reason })}
    />
  );
}
