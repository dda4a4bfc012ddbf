/** Apps one is asked to join, or to take over. */
import { Button, Group, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { answerInvitation } from '@valetkey/protocol/console-api';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { CallProblem } from '../../parts/call-problem.tsx';
import { When } from '../../parts/when.tsx';
import { invitationsQuery, type Invitation } from './app.ts';
import styles from './developers.module.css';

export function Invitations() {
  const { t } = useTranslation('developers');
  const { data } = useSuspenseQuery(invitationsQuery);
  if (data.invitations.length === 0) return null;
  return (
    <section className={styles['invitations']}>
      <Title order={2} mb="sm">
        {t('invitations.title')}
      </Title>
      <ul className={styles['list']}>
        {data.invitations.map(asked => (
          <Question key={asked.id} asked={asked} />
        ))}
      </ul>
    </section>
  );
}

function Question({ asked }: { asked: Invitation }) {
  const { t } = useTranslation('developers');
  const queries = useQueryClient();
  const answer = useMutation({
    mutationFn: (said: 'yes' | 'no') =>
      call(answerInvitation, { ids: { invitationId: asked.id }, body: { answer: said } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['apps'] });
      await queries.invalidateQueries({ queryKey: ['invitations'] });
    },
  });
  const names = {
    app: asked.app.name,
    publisher: asked.app.publisher,
    name: asked.by.name,
    email: asked.by.email,
  };
  return (
    <li className={`card ${styles['card']}`}>
      <div>
        <Text fw={600}>{t(`invitation.${asked.role}`, names)}</Text>
        <Text size="sm" c="dimmed">
          {t('invitation.by', names)} · {t('people.until')} <When at={asked.endsAt} />
        </Text>
        <Text size="sm" mt="xs">
          {t(`invite.${asked.role}`)}
        </Text>
      </div>
      <CallProblem error={answer.error} />
      <Group>
        <Button onClick={() => answer.mutate('yes')} loading={answer.isPending}>
          {t(asked.role === 'owner' ? 'invitation.takeOver' : 'invitation.yes')}
        </Button>
        <Button variant="default" onClick={() => answer.mutate('no')} disabled={answer.isPending}>
          {t('invitation.no')}
        </Button>
      </Group>
    </li>
  );
}
