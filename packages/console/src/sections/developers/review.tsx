/** On the way to everybody (screen 18): where the app stands, what is missing, and the talk with the reviewers. */
import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { addNote, closeApp, openApp } from '@valetkey/protocol/console-api';
import { Circle, CircleCheck, TriangleAlert } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { provider } from '../../app/page.ts';
import { CallProblem } from '../../parts/call-problem.tsx';
import { EndDialog } from '../../parts/end-dialog.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { ListLoading, Problem } from '../../parts/states.tsx';
import { When } from '../../parts/when.tsx';
import { mayChange, notesQuery, reviewQuery, useApp } from './app.ts';
import styles from './developers.module.css';

const STEPS =
  provider.registration === 'approval'
    ? (['draft', 'in_review', 'approved'] as const)
    : (['draft', 'approved'] as const);

export function Review() {
  const { t } = useTranslation('developers');
  const app = useApp();
  const { data: review } = useSuspenseQuery(reviewQuery(app.id));
  const at = STEPS.findIndex(step => step === review.status);
  return (
    <Stack gap="xl">
      <ol className={styles['steps']} aria-label={t('review.steps')}>
        {STEPS.map((step, i) => (
          <li key={step} aria-current={i === at ? 'step' : undefined} data-done={i < at || undefined}>
            {i < at ? <CircleCheck size={16} aria-hidden /> : <Circle size={16} aria-hidden />}{' '}
            {t(`status.${step}`)}
          </li>
        ))}
      </ol>
      <Text>{t(`review.${app.status}.${provider.registration}`, { provider: provider.name })}</Text>
      {review.changesAsked && (
        <Text c="var(--ends)">
          <TriangleAlert size={16} aria-hidden className={styles['inline']} /> {t('review.changesAsked')}
        </Text>
      )}
      {app.status === 'draft' && <Missing points={review.points} />}
      {mayChange(app) && <Move missing={review.points.some(({ needed, done }) => needed && !done)} />}
      <Talk />
    </Stack>
  );
}

function Missing({ points }: { points: readonly { name: string; done: boolean; needed: boolean }[] }) {
  const { t } = useTranslation('developers');
  return (
    <section>
      <Title order={2} mb="sm">
        {t('review.points')}
      </Title>
      <ul className={styles['lines']}>
        {points.map(({ name, done, needed }) => {
          const Icon = done ? CircleCheck : needed ? TriangleAlert : Circle;
          return (
            <li key={name} className={styles['point']} data-done={done || undefined}>
              <Icon size={17} aria-hidden />
              <span>
                {t(`point.${name}`)}
                <span className={styles['reason']}>
                  {t(done ? 'point.done' : needed ? 'point.needed' : 'point.advised')}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Move({ missing }: { missing: boolean }) {
  const app = useApp();
  if (app.status === 'draft') return <HandIn missing={missing} />;
  const takenBack =
    app.status === 'in_review' || (app.status === 'approved' && provider.registration === 'self-service');
  return takenBack ? <TakeBack /> : null;
}

function useChanged() {
  const app = useApp();
  const queries = useQueryClient();
  return async () => {
    await queries.invalidateQueries({ queryKey: ['app', app.id] });
    await queries.invalidateQueries({ queryKey: ['apps'] });
  };
}

function HandIn({ missing }: { missing: boolean }) {
  const { t } = useTranslation('developers');
  const app = useApp();
  const [message, setMessage] = useState('');
  const changed = useChanged();
  const submit = useMutation({
    mutationFn: () => call(openApp, { ids: { appId: app.id }, body: { message } }),
    onSuccess: changed,
  });
  return (
    <Stack gap="sm" maw="40rem">
      {provider.registration === 'approval' && (
        <Textarea
          label={t('review.message')}
          value={message}
          onChange={event => setMessage(event.currentTarget.value)}
          maxLength={2000}
          minRows={3}
          autosize
        />
      )}
      <CallProblem error={submit.error} />
      <Group>
        <Button onClick={() => submit.mutate()} loading={submit.isPending} disabled={missing}>
          {t(`review.submit.${provider.registration}`)}
        </Button>
        {missing && (
          <Text size="sm" c="dimmed">
            {t('review.missing')}
          </Text>
        )}
      </Group>
    </Stack>
  );
}

function TakeBack() {
  const { t } = useTranslation('developers');
  const app = useApp();
  const [asked, setAsked] = useState(false);
  const changed = useChanged();
  const close = useMutation({
    mutationFn: () => call(closeApp, { ids: { appId: app.id } }),
    onSuccess: async () => {
      setAsked(false);
      await changed();
    },
  });
  return (
    <Group>
      <Button variant="default" onClick={() => setAsked(true)}>
        {t('review.takeBack')}
      </Button>
      <EndDialog
        opened={asked}
        title={t('review.takeBack.title', { name: app.name })}
        verb={t('review.takeBack')}
        keep={t('cancel')}
        pending={close.isPending}
        error={close.error}
        onClose={() => setAsked(false)}
        onEnd={() => close.mutate()}
      >
        <Text>{t(`review.takeBack.${app.status === 'in_review' ? 'in_review' : 'approved'}`)}</Text>
      </EndDialog>
    </Group>
  );
}

function Talk() {
  const { t } = useTranslation('developers');
  const app = useApp();
  const notes = useInfiniteQuery(notesQuery(app.id));
  const items = notes.data?.pages.flatMap(page => page.items) ?? [];
  return (
    <section>
      <Title order={2} mb="sm">
        {t('talk.title')}
      </Title>
      {notes.isPending ? (
        <ListLoading />
      ) : notes.isError ? (
        <Problem error={notes.error} reset={() => void notes.refetch()} />
      ) : items.length === 0 ? (
        <Text c="dimmed">{t('talk.empty')}</Text>
      ) : (
        <ol className={styles['talk']}>
          {items.map(note => (
            <li key={note.id} data-staff={note.byStaff || undefined}>
              <Text size="sm" c="dimmed">
                <strong>{note.byStaff ? provider.name : note.author}</strong> · {t(`note.${note.kind}`)} ·{' '}
                <When at={note.at} />
              </Text>
              {note.text !== '' && <Text className={styles['said']}>{note.text}</Text>}
            </li>
          ))}
        </ol>
      )}
      <MoreButton of={notes} />
      {mayChange(app) && <Say />}
    </section>
  );
}

function Say() {
  const { t } = useTranslation('developers');
  const app = useApp();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const say = useMutation({
    mutationFn: () => call(addNote, { ids: { appId: app.id }, body: { text: text.trim() } }),
    onSuccess: async () => {
      setText('');
      await queries.invalidateQueries({ queryKey: ['app', app.id, 'notes'] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    say.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw="40rem" mt="md">
        <Textarea
          label={t('talk.write', { provider: provider.name })}
          value={text}
          onChange={event => setText(event.currentTarget.value)}
          maxLength={2000}
          minRows={2}
          autosize
          required
        />
        <CallProblem error={say.error} />
        <Group>
          <Button type="submit" variant="default" loading={say.isPending}>
            {t('talk.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
