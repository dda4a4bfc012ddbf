/** What administrators did to one's own access: told above the list until it is dismissed. */
import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { dismissNotice, listNotices, type AnswerOf } from '@valetkey/protocol/console-api';
import { CircleCheck, CircleX, ShieldAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { When } from '../../parts/when.tsx';
import styles from './settings.module.css';

type Notice = AnswerOf<typeof listNotices>['items'][number];

const NOTICES = ['notices'];
const ICONS = {
  access_revoked: ShieldAlert,
  access_ended: ShieldAlert,
  access_blocked: ShieldAlert,
  request_approved: CircleCheck,
  request_refused: CircleX,
} as const;

export function Notices() {
  const { t } = useTranslation('settings');
  const { data } = useQuery({ queryKey: NOTICES, queryFn: () => call(listNotices, {}) });
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section aria-labelledby="notices">
      <h2 className="unseen" id="notices">
        {t('notices')}
      </h2>
      <ul className={styles['notices']}>
        {data.items.map(notice => (
          <NoticeCard key={notice.id} notice={notice} />
        ))}
      </ul>
    </section>
  );
}

function NoticeCard({ notice }: { notice: Notice }) {
  const { t, i18n } = useTranslation('settings');
  const queries = useQueryClient();
  const dismiss = useMutation({
    mutationFn: () => call(dismissNotice, { ids: { noticeId: notice.id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: NOTICES }),
  });
  const { kind, account, names, count, by, reason, at } = notice;
  const Icon = ICONS[kind];
  const list = new Intl.ListFormat(i18n.language).format([
    ...names,
    ...(count > names.length ? [t('notice.others', { count: count - names.length })] : []),
  ]);
  return (
    <li className={`card ${styles['notice']}`}>
      <Icon size={20} aria-hidden />
      <div className={styles['words']}>
        <Text fw={600}>{t(`notice.${kind}`, { names: list, account: account.name })}</Text>
        {reason !== '' && <Text>{t('notice.reason', { reason })}</Text>}
        <Group gap="0.25rem 0.5rem" c="dimmed" fz="sm">
          <span>{by.kind === 'administrator' ? t('notice.by', { name: by.name }) : t(`by.${by.kind}`)}</span>
          <span aria-hidden>·</span>
          <When at={at} />
        </Group>
      </div>
      <Button
        variant="default"
        size="compact-md"
        onClick={() => dismiss.mutate()}
        loading={dismiss.isPending}
      >
        {t('notice.dismiss')}
      </Button>
    </li>
  );
}
