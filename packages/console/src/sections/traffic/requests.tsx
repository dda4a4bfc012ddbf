/** An app's last requests (screen 16), found by request id within seconds. What strangers sent stands here as plain text only (S-N8). */
import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { listLoggedRequests, type AnswerOf } from '@valetkey/protocol/console-api';
import { CircleCheck, CircleX, Inbox, SearchX, TriangleAlert } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { ListLoading, Problem, State } from '../../parts/states.tsx';
import { When } from '../../parts/when.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { Said } from '../../parts/said.tsx';
import styles from './traffic.module.css';

type Logged = AnswerOf<typeof listLoggedRequests>['items'][number];

/** New ones show up by themselves. */
const ASK_EVERY_MS = 5000;
const ICONS = { ok: CircleCheck, refused: CircleX, failed: TriangleAlert } as const;

export function RequestsScreen() {
  const { t } = useTranslation('traffic');
  const { appId } = useParams({ from: '/developers/apps/$appId' });
  const [requestId, setRequestId] = useState('');
  const [onlyProblems, setOnlyProblems] = useState(false);
  const list = useInfiniteQuery({
    queryKey: ['requests', appId, requestId, onlyProblems],
    queryFn: ({ pageParam }) => {
      const only = onlyProblems ? ({ only: 'problems' } as const) : {};
      const query = {
        ...(requestId ? { requestId } : {}),
        ...(pageParam ? { before: pageParam } : {}),
        ...only,
      };
      return call(listLoggedRequests, { ids: { appId }, query });
    },
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
    refetchInterval: ASK_EVERY_MS,
  });
  const items = list.data?.pages.flatMap(page => page.items) ?? [];
  return (
    <Stack gap="lg">
      <Text c="dimmed">{t('requests.lead')}</Text>
      <Group align="flex-end" gap="md">
        <Search value={requestId} onSearch={setRequestId} />
        <Checkbox
          label={t('requests.onlyProblems')}
          checked={onlyProblems}
          onChange={event => setOnlyProblems(event.currentTarget.checked)}
          pb={8}
        />
      </Group>
      {list.isPending ? (
        <ListLoading />
      ) : list.isError ? (
        <Problem error={list.error} reset={() => void list.refetch()} />
      ) : items.length === 0 ? (
        <Nothing isSearch={requestId !== '' || onlyProblems} />
      ) : (
        <ul className={styles['list']} aria-label={t('requests.list')}>
          {items.map(item => (
            <Request key={item.id} of={item} />
          ))}
        </ul>
      )}
      <MoreButton of={list} mt={0} />
    </Stack>
  );
}

function Search({ value, onSearch }: { value: string; onSearch: (requestId: string) => void }) {
  const { t } = useTranslation('traffic');
  const [typed, setTyped] = useState(value);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSearch(typed.trim());
  };
  return (
    <form onSubmit={submit} className={styles['search']} role="search">
      <TextInput
        label={t('requests.id')}
        description={t('requests.idHint')}
        value={typed}
        maxLength={128}
        onChange={event => {
          setTyped(event.currentTarget.value);
          if (event.currentTarget.value === '') onSearch('');
        }}
      />
      <Button type="submit" variant="default">
        {t('requests.find')}
      </Button>
    </form>
  );
}

function Nothing({ isSearch }: { isSearch: boolean }) {
  const { t } = useTranslation('traffic');
  const kind = isSearch ? 'none' : 'empty';
  return (
    <State icon={isSearch ? SearchX : Inbox} title={t(`requests.${kind}.title`)}>
      {t(`requests.${kind}.text`)}
    </State>
  );
}

function Request({ of: { requestId, at, endpoint, outcome, code, reason, remedy } }: { of: Logged }) {
  const { t } = useTranslation('traffic');
  const Icon = ICONS[outcome];
  return (
    <li className={`card ${styles['row']}`}>
      <Group gap="0.25rem 0.75rem" fz="sm">
        <span className={outcome === 'ok' ? styles['good'] : styles['bad']}>
          <Icon size={15} aria-hidden /> {t(`outcome.${outcome}`)}
        </span>
        <strong>{t(`endpoint.${endpoint}`)}</strong>
        {code !== null && <code>{code}</code>}
        <Text span c="dimmed" inherit>
          <When at={at} />
        </Text>
        <code className={styles['id']}>{requestId}</code>
      </Group>
      {reason !== '' && (
        <Text size="sm">
          <Said text={reason} />
        </Text>
      )}
      {code !== null && remedy !== null && (
        <Text size="sm">
          <strong>{t('requests.remedy')}</strong> {t(`remedy.${code}`)}
        </Text>
      )}
    </li>
  );
}
