/** Credentials (screen 13): the id, and at most two secrets that work, each with what still uses it (R18-R22, R53). */
import { Badge, Button, Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { createSecret, endSecret } from '@valetkey/protocol/console-api';
import { CircleCheck, Hourglass } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CallError, call } from '../../app/call.ts';
import { provider } from '../../app/page.ts';
import { CallProblem } from '../../parts/call-problem.tsx';
import { CopyField } from '../../parts/copy-field.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { EndDialog } from '../../parts/end-dialog.tsx';
import { Facts } from '../../parts/facts.tsx';
import { When } from '../../parts/when.tsx';
import { mayChange, secretsQuery, useApp, type Secret } from './app.ts';
import { CredentialsShown } from './credentials-shown.tsx';
import styles from './developers.module.css';

export function Credentials() {
  const { t } = useTranslation('developers');
  const app = useApp();
  return (
    <Stack gap="xl">
      <section>
        <Title order={2} mb={4}>
          {provider.words.clientId}
        </Title>
        <Text size="sm" c="dimmed" mb="sm">
          {t('credentials.id')}
        </Text>
        <CopyField value={app.id} label={provider.words.clientId} />
      </section>
      <section>
        <Title order={2} mb={4}>
          {t('credentials.secrets')}
        </Title>
        {app.type === 'public' ? (
          <Text c="dimmed">{t('credentials.public')}</Text>
        ) : app.mayHaveSecrets ? (
          <Secrets />
        ) : (
          <Text c="dimmed">{t('credentials.afterApproval', { provider: provider.name })}</Text>
        )}
      </section>
    </Stack>
  );
}

function Secrets() {
  const { t } = useTranslation('developers');
  const app = useApp();
  const { data } = useSuspenseQuery(secretsQuery(app.id));
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<Secret | null>(null);
  const live = data.secrets.filter(({ state }) => state !== 'ended');
  const ended = data.secrets.filter(({ state }) => state === 'ended');
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('credentials.rotation')}
      </Text>
      <ul className={styles['list']} aria-label={t('credentials.secrets')}>
        {live.map(secret => (
          <SecretCard
            key={secret.id}
            secret={secret}
            onEnd={mayChange(app) ? () => setEnding(secret) : null}
          />
        ))}
      </ul>
      {live.length === 0 && <Text>{t('credentials.none')}</Text>}
      {mayChange(app) && (
        <Group>
          <Button onClick={() => setMaking(true)} disabled={live.length >= 2}>
            {t('credentials.new')}
          </Button>
          {live.length >= 2 && (
            <Text size="sm" c="dimmed">
              {t('credentials.two')}
            </Text>
          )}
        </Group>
      )}
      {ended.length > 0 && (
        <details className={styles['ended']}>
          <summary>{t('credentials.ended', { count: ended.length })}</summary>
          <ul className={styles['lines']}>
            {ended.map(({ id, lastFour, endsAt }) => (
              <li key={id}>
                <code>…{lastFour}</code> · {t('credentials.endedAt')} <When at={endsAt} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <NewSecret opened={making} hasOld={live.length > 0} onClose={() => setMaking(false)} />
      <EndSecret secret={ending} last={live.length === 1} onClose={() => setEnding(null)} />
    </Stack>
  );
}

function SecretCard({ secret, onEnd }: { secret: Secret; onEnd: (() => void) | null }) {
  const { t } = useTranslation('developers');
  const { lastFour, state, createdAt, endsAt, lastUsedAt, lastUsedFrom } = secret;
  const Icon = state === 'live' ? CircleCheck : Hourglass;
  return (
    <li className={`card ${styles['card']}`}>
      <Group justify="space-between" wrap="wrap" gap="sm">
        <Group gap="sm">
          <code className={styles['secret']}>…{lastFour}</code>
          <Badge variant="default" leftSection={<Icon size={13} aria-hidden />}>
            {t(`secret.${state}`)}
          </Badge>
        </Group>
        {onEnd !== null && (
          <Button
            variant="default"
            c="var(--ends)"
            onClick={onEnd}
            aria-label={t('secret.endNamed', { lastFour })}
          >
            {t('secret.end')}
          </Button>
        )}
      </Group>
      <Facts
        of={[
          [t('fact.created'), <When key="created" at={createdAt} />],
          [t('fact.lastUsed'), <When key="used" at={lastUsedAt} />],
          [t('fact.from'), lastUsedFrom ?? '–'],
          [t('fact.ends'), endsAt === null ? t('secret.noEnd') : <When key="ends" at={endsAt} />],
        ]}
      />
    </li>
  );
}

const OVERLAPS = [7 * 86_400, 86_400, 30 * 86_400, 0] as const;

function NewSecret({ opened, hasOld, onClose }: { opened: boolean; hasOld: boolean; onClose: () => void }) {
  const { t } = useTranslation('developers');
  const app = useApp();
  const queries = useQueryClient();
  const [overlap, setOverlap] = useState<number>(OVERLAPS[0]);
  const make = useMutation({
    mutationFn: () =>
      call(createSecret, { ids: { appId: app.id }, body: { overlapSeconds: hasOld ? overlap : 0 } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['app', app.id, 'secrets'] }),
    onError: error => {
      if (error instanceof CallError && error.status === 401) onClose();
    },
  });
  const close = (): void => {
    onClose();
    make.reset();
  };
  return (
    <Dialog
      opened={opened}
      onClose={close}
      size="lg"
      title={t(make.isSuccess ? 'secret.new.done' : 'credentials.new')}
    >
      {make.isSuccess ? (
        <Stack>
          <CredentialsShown clientId={app.id} secret={make.data.clientSecret} />
          <Button onClick={close}>{t('secret.new.kept')}</Button>
        </Stack>
      ) : (
        <Stack>
          {hasOld && (
            <NativeSelect
              label={t('secret.overlap')}
              description={t('secret.overlap.hint')}
              value={String(overlap)}
              onChange={event => setOverlap(Number(event.currentTarget.value))}
              data={OVERLAPS.map(value => ({ value: String(value), label: t(`overlap.${value}`) }))}
            />
          )}
          {hasOld && overlap === 0 && (
            <Text size="sm" c="var(--ends)">
              {t('secret.overlap.none')}
            </Text>
          )}
          <CallProblem error={make.error} />
          <Button onClick={() => make.mutate()} loading={make.isPending}>
            {t('credentials.new')}
          </Button>
        </Stack>
      )}
    </Dialog>
  );
}

function EndSecret({ secret, last, onClose }: { secret: Secret | null; last: boolean; onClose: () => void }) {
  const { t } = useTranslation('developers');
  const app = useApp();
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: (secretId: string) => call(endSecret, { ids: { appId: app.id, secretId } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['app', app.id, 'secrets'] });
      onClose();
    },
  });
  return (
    <EndDialog
      opened={secret !== null}
      title={t('secret.end.title', { lastFour: secret?.lastFour ?? '' })}
      verb={t('secret.end')}
      keep={t('secret.keep')}
      pending={end.isPending}
      error={end.error}
      onClose={onClose}
      onEnd={() => secret !== null && end.mutate(secret.id)}
    >
      <Text>{t('secret.end.now')}</Text>
      <Text size="sm" c="dimmed" mt="xs">
        {secret?.lastUsedAt ? (
          <>
            {t('secret.end.used')} <When at={secret.lastUsedAt} /> ({secret.lastUsedFrom})
          </>
        ) : (
          t('secret.end.unused')
        )}
      </Text>
      {last && (
        <Text size="sm" c="var(--ends)" mt="xs">
          {t('secret.end.last', { name: app.name })}
        </Text>
      )}
      <Text size="sm" c="dimmed" mt="xs">
        {t('secret.end.forGood')}
      </Text>
    </EndDialog>
  );
}
