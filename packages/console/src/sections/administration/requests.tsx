/** Members who ask for an app, and the answer to them. */
import { Button, Group, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { answerApprovalRequest } from '@valetkey/protocol/console-api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { AppTile } from '../../parts/app-tile.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { Standing } from '../../parts/standing.tsx';
import { When } from '../../parts/when.tsx';
import type { Account } from './account.tsx';
import styles from './administration.module.css';
import { requestsQuery, type ApprovalRequest } from './queries.ts';

type Answer = 'approved' | 'refused';

export function Requests({ account, waiting }: { account: Account; waiting: number }) {
  const { t } = useTranslation('administration');
  const list = useInfiniteQuery({ ...requestsQuery(account.id), enabled: waiting > 0 });
  const [asked, setAsked] = useState<{ request: ApprovalRequest; answer: Answer } | null>(null);
  const items = list.data?.pages.flatMap(page => page.items) ?? [];
  return (
    <section aria-labelledby="requests">
      <Title order={2} id="requests" mb="md">
        {t('requests')}
      </Title>
      {waiting === 0 ? (
        <Text c="dimmed">{t('requests.none')}</Text>
      ) : (
        <ul className={styles['rows']}>
          {items.map(request => (
            <RequestCard
              key={request.id}
              request={request}
              onAnswer={answer => setAsked({ request, answer })}
            />
          ))}
        </ul>
      )}
      <MoreButton of={list} />
      <AnswerDialog account={account} asked={asked} onClose={() => setAsked(null)} />
    </section>
  );
}

function RequestCard({
  request,
  onAnswer,
}: {
  request: ApprovalRequest;
  onAnswer: (answer: Answer) => void;
}) {
  const { t } = useTranslation('administration');
  const { app, member, message, requestedAt } = request;
  const names = { app: app.name, member: member.name };
  return (
    <li className={`card ${styles['request']}`}>
      <div className={styles['identity']}>
        <AppTile name={app.name} logo={null} />
        <div className={styles['words']}>
          <h3 className={styles['name']}>{t('requests.asks', names)}</h3>
          <Group gap="0.125rem 0.5rem" fz="sm" c="dimmed">
            {t('by', { publisher: app.publisher })}
            <Standing of={app.standing} />
            <span>
              {member.email} · <When at={requestedAt} />
            </span>
          </Group>
        </div>
      </div>
      {message !== '' && <blockquote className={styles['message']}>{message}</blockquote>}
      <Group gap="xs">
        <Button onClick={() => onAnswer('approved')} aria-label={t('answer.approved.named', names)}>
          {t('answer.approved')}
        </Button>
        <Button
          variant="default"
          onClick={() => onAnswer('refused')}
          aria-label={t('answer.refused.named', names)}
        >
          {t('answer.refused')}
        </Button>
      </Group>
    </li>
  );
}

interface AnswerDialogProps {
  account: Account;
  asked: { request: ApprovalRequest; answer: Answer } | null;
  onClose: () => void;
}

function AnswerDialog({ account, asked, onClose }: AnswerDialogProps) {
  const { t } = useTranslation('administration');
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: (reason: string) =>
      call(answerApprovalRequest, {
        ids: { accountId: account.id, requestId: asked!.request.id },
        body: { answer: asked!.answer, reason },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['administration', account.id] });
      onClose();
    },
  });
  const answer = asked?.answer ?? 'approved';
  const names = { app: asked?.request.app.name ?? '', account: account.name };
  return (
    <ReasonDialog
      opened={asked !== null}
      title={t(`answer.${answer}.title`, names)}
      consequences={[t(`answer.${answer}.now`, names), t('answer.all')]}
      verb={t(`answer.${answer}`)}
      ends={false}
      label={t('answer.reason')}
      description={t('answer.reasonRead')}
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
