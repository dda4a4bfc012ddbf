/** Who works on an app, who tries it, and handing it over. */
import { Badge, Button, Group, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { invitePerson, removePerson, withdrawInvitation } from '@valetkey/protocol/console-api';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { useSession } from '../../app/session.ts';
import { CallProblem } from '../../parts/call-problem.tsx';
import { EndDialog } from '../../parts/end-dialog.tsx';
import { When } from '../../parts/when.tsx';
import { peopleQuery, useApp, type People as PeopleOfApp } from './app.ts';
import styles from './developers.module.css';

type Member = PeopleOfApp['members'][number];

export function People() {
  const { t } = useTranslation('developers');
  const app = useApp();
  const { user } = useSession();
  const { data } = useSuspenseQuery(peopleQuery(app.id));
  const [leaving, setLeaving] = useState<Member | null>(null);
  const owner = app.role === 'owner';
  return (
    <Stack gap="xl">
      <ul className={styles['list']} aria-label={t('tab.people')}>
        {data.members.map(member => (
          <li key={member.id} className={`card ${styles['row']}`}>
            <div className={styles['words']}>
              <Text fw={600}>{member.name}</Text>
              <Text size="sm" c="dimmed">
                {member.email} · {t('people.since')} <When at={member.since} />
              </Text>
            </div>
            <Group gap="sm">
              <Badge variant="default">{t(`person.${member.role}`)}</Badge>
              {member.role !== 'owner' && (owner || member.id === user.id) && (
                <Button
                  variant="default"
                  c="var(--ends)"
                  onClick={() => setLeaving(member)}
                  aria-label={t('people.removeNamed', { name: member.name })}
                >
                  {t(member.id === user.id ? 'people.leave' : 'people.remove')}
                </Button>
              )}
            </Group>
          </li>
        ))}
        {data.invitations.map(asked => (
          <Asked key={asked.id} asked={asked} mayWithdraw={owner} />
        ))}
      </ul>
      {owner && <Invite />}
      <RemovePerson person={leaving} onClose={() => setLeaving(null)} />
    </Stack>
  );
}

function Asked({ asked, mayWithdraw }: { asked: PeopleOfApp['invitations'][number]; mayWithdraw: boolean }) {
  const { t } = useTranslation('developers');
  const app = useApp();
  const queries = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => call(withdrawInvitation, { ids: { appId: app.id, invitationId: asked.id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['app', app.id, 'people'] }),
  });
  return (
    <li className={`card ${styles['row']}`}>
      <div className={styles['words']}>
        <Text fw={600}>{asked.email}</Text>
        <Text size="sm" c="dimmed">
          {t('people.asked')} <When at={asked.at} /> · {t('people.until')} <When at={asked.endsAt} />
        </Text>
        <CallProblem error={withdraw.error} />
      </div>
      <Group gap="sm">
        <Badge variant="default">{t(`person.${asked.role}`)}</Badge>
        {mayWithdraw && (
          <Button
            variant="default"
            onClick={() => withdraw.mutate()}
            loading={withdraw.isPending}
            aria-label={t('people.withdrawNamed', { email: asked.email })}
          >
            {t('people.withdraw')}
          </Button>
        )}
      </Group>
    </li>
  );
}

const ROLES = ['tester', 'developer', 'viewer', 'owner'] as const;

function Invite() {
  const { t } = useTranslation('developers');
  const app = useApp();
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<(typeof ROLES)[number]>('tester');
  const invite = useMutation({
    mutationFn: () => call(invitePerson, { ids: { appId: app.id }, body: { email: email.trim(), role } }),
    onSuccess: async () => {
      setEmail('');
      await queries.invalidateQueries({ queryKey: ['app', app.id, 'people'] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    invite.mutate();
  };
  return (
    <section>
      <Title order={2} mb={4}>
        {t('invite.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('invite.text')}
      </Text>
      <form onSubmit={submit}>
        <Stack maw="28rem">
          <TextInput
            type="email"
            label={t('invite.email')}
            value={email}
            onChange={event => setEmail(event.currentTarget.value)}
            autoComplete="off"
            required
          />
          <NativeSelect
            label={t('invite.role')}
            description={t(`invite.${role}`)}
            value={role}
            onChange={event => setRole(event.currentTarget.value as (typeof ROLES)[number])}
            data={ROLES.map(value => ({ value, label: t(`person.${value}`) }))}
          />
          <CallProblem error={invite.error} />
          <Group>
            <Button type="submit" loading={invite.isPending}>
              {t('invite.send')}
            </Button>
            <Text role="status" size="sm" c="dimmed">
              {invite.isSuccess && t('invite.sent')}
            </Text>
          </Group>
        </Stack>
      </form>
    </section>
  );
}

function RemovePerson({ person, onClose }: { person: Member | null; onClose: () => void }) {
  const { t } = useTranslation('developers');
  const app = useApp();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: (userId: string) => call(removePerson, { ids: { appId: app.id, userId } }),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: ['app', app.id] });
      await queries.invalidateQueries({ queryKey: ['apps'] });
    },
  });
  return (
    <EndDialog
      opened={person !== null}
      title={t('people.remove.title', { name: person?.name ?? '' })}
      verb={t('people.remove')}
      keep={t('cancel')}
      pending={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onEnd={() => person !== null && remove.mutate(person.id)}
    >
      <Text>
        {t(person?.role === 'tester' ? 'people.remove.tester' : 'people.remove.text', { name: app.name })}
      </Text>
      <Text size="sm" c="dimmed" mt="xs">
        {t('people.remove.again')}
      </Text>
    </EndDialog>
  );
}
