/** Operation → Provider (screen 24): as configured, with what is weaker than it could be; keys, login and health. */
import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { checkLogin, readProvider, rotateKeys, type AnswerOf } from '@valetkey/protocol/console-api';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { inLanguage } from '../../app/in-language.ts';
import { provider } from '../../app/page.ts';
import { CallProblem } from '../../parts/call-problem.tsx';
import { CopyField } from '../../parts/copy-field.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Facts } from '../../parts/facts.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { When } from '../../parts/when.tsx';
import styles from './operation.module.css';

const providerQuery = queryOptions({ queryKey: ['provider'], queryFn: () => call(readProvider, {}) });
type ProviderFacts = AnswerOf<typeof readProvider>;

export function Provider() {
  const { t } = useTranslation('operation');
  const { data } = useSuspenseQuery(providerQuery);
  return (
    <>
      <PageHeader trail={[t('place.operation')]} title={t('screen.provider')} lead={t('provider.lead')} />
      <Stack gap="xl">
        <Health data={data} />
        <Warnings data={data} />
        <Login login={data.login} />
        <Keys keys={data.keys} />
        <section>
          <Title order={2} mb="xs">
            {t('provider.endpoints')}
          </Title>
          <Stack gap="md">
            {data.endpoints.map(({ name, url }) => (
              <div key={url}>
                <Text size="sm" c="dimmed">
                  <code>{name}</code>
                </Text>
                <CopyField value={url} label={name} />
              </div>
            ))}
          </Stack>
        </section>
        <Scopes scopes={data.scopes} />
      </Stack>
    </>
  );
}

function Health({ data: { health, profile } }: { data: ProviderFacts }) {
  const { t } = useTranslation('operation');
  const Icon = health.ready ? CircleCheck : TriangleAlert;
  const schema = health.schema.at(-1);
  return (
    <section className={`card ${styles['panel']}`}>
      <Group gap="xs">
        <Icon size={20} aria-hidden />
        <Text fw={600}>{t(health.ready ? 'health.ready' : 'health.notReady')}</Text>
      </Group>
      <Facts
        of={[
          [t('health.name'), provider.name],
          [t('health.profile'), profile],
          [t('health.version'), health.version],
          [t('health.schema'), schema === undefined ? '' : `${schema.version} (${schema.name})`],
          [t('health.mail'), t(health.mail ? 'health.mail.yes' : 'health.mail.no')],
        ]}
      />
    </section>
  );
}

/** The documents' own words: they stand in the profile in English. */
function Warnings({ data: { warnings } }: { data: ProviderFacts }) {
  const { t } = useTranslation('operation');
  return (
    <section>
      <Title order={2} mb={4}>
        {t('warnings')}
      </Title>
      <Text c="dimmed" size="sm" mb="md">
        {t(warnings.length === 0 ? 'warnings.none' : 'warnings.text')}
      </Text>
      <dl className={styles['rules']} lang="en">
        {warnings.map(({ rule, reason }) => (
          <div key={rule}>
            <dt>{rule}</dt>
            <dd>{reason}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Login({ login }: { login: ProviderFacts['login'] }) {
  const { t } = useTranslation('operation');
  const check = useMutation({ mutationFn: () => call(checkLogin, {}) });
  return (
    <section>
      <Title order={2} mb="xs">
        {t('login')}
      </Title>
      <div className={`card ${styles['panel']}`}>
        <Text>{t(`login.${login.type}`)}</Text>
        {login.url !== null && <CopyField value={login.url} label={t('login')} />}
        <Group>
          <Button variant="default" onClick={() => check.mutate()} loading={check.isPending}>
            {t('login.check')}
          </Button>
          <Text role="status" size="sm">
            {check.data !== undefined &&
              t(check.data.answers ? 'login.answers' : 'login.silent', {
                milliseconds: check.data.milliseconds,
              })}
          </Text>
        </Group>
        <CallProblem error={check.error} />
      </div>
    </section>
  );
}

function Keys({ keys }: { keys: ProviderFacts['keys'] }) {
  const { t } = useTranslation('operation');
  const queries = useQueryClient();
  const [use, setUse] = useState<'mac' | 'jwt' | null>(null);
  const rotate = useMutation({
    mutationFn: (of: 'mac' | 'jwt') => call(rotateKeys, { body: { use: of } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['provider'] });
      setUse(null);
    },
    onError: () => setUse(null),
  });
  return (
    <section>
      <Title order={2} mb="xs">
        {t('keys')}
      </Title>
      <ul className={styles['list']}>
        {keys.map(({ id, use: of, state, activeAt }) => (
          <li key={id} className={`card ${styles['note']}`}>
            <Group gap="0.25rem 0.75rem">
              <code>{id}</code>
              <Badge variant={state === 'active' ? 'light' : 'default'}>
                {t(`keyState.${of === 'pepper' ? 'used' : state}`)}
              </Badge>
              <Text size="sm" c="dimmed">
                {t(`keyUse.${of}`)}, <When at={activeAt} />
              </Text>
            </Group>
          </li>
        ))}
      </ul>
      <Group mt="md">
        {(['mac', 'jwt'] as const).map(one => (
          <Button key={one} variant="default" onClick={() => setUse(one)}>
            {t(`rotate.${one}`)}
          </Button>
        ))}
      </Group>
      <CallProblem error={rotate.error} />
      <Dialog opened={use !== null} onClose={() => setUse(null)} title={t('rotate.title')}>
        <Text>{t('rotate.follows')}</Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={() => setUse(null)} data-autofocus>
            {t('cancel')}
          </Button>
          <Button loading={rotate.isPending} onClick={() => use !== null && rotate.mutate(use)}>
            {t('rotate.verb')}
          </Button>
        </Group>
      </Dialog>
    </section>
  );
}

function Scopes({ scopes }: { scopes: ProviderFacts['scopes'] }) {
  const { t, i18n } = useTranslation('operation');
  return (
    <section>
      <Title order={2} mb="xs">
        {t('provider.scopes')}
      </Title>
      <dl className={styles['rules']}>
        {scopes.map(({ scope, includes, everything, dailyQuota }) => (
          <div key={scope.name}>
            <dt>
              <code>{scope.name}</code>
            </dt>
            <dd>
              <span className={styles['response']}>{inLanguage(scope.title, i18n.language)}</span>
              {everything && <span>{t('scope.everything')}</span>}
              {includes.length > 0 && <span>{t('scope.includes', { scopes: includes.join(', ') })}</span>}
              {dailyQuota !== null && <span>{t('scope.quota', { quota: dailyQuota })}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
