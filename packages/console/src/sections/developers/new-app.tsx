/** A new app (screen 12): first the question whether one is needed, then the form with the consent page beside it. */
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { createApp } from '@valetkey/protocol/console-api';
import { Building2, KeyRound } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { provider } from '../../app/page.ts';
import { CallProblem } from '../../parts/call-problem.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { AddressFields, problemOf } from './address-fields.tsx';
import { rulesQuery } from './app.ts';
import { BehaviourFields } from './behaviour-fields.tsx';
import { ConsentPreview } from './consent-preview.tsx';
import { CredentialsShown } from './credentials-shown.tsx';
import styles from './developers.module.css';
import { emptyDraft, registrationOf, type Draft, type Rules } from './draft.ts';
import { useTrail } from './use-trail.tsx';
import { ScopeFields } from './scope-fields.tsx';
import { ShownFields } from './shown-fields.tsx';

export function NewApp() {
  const { t } = useTranslation('developers');
  const [needed, setNeeded] = useState(false);
  const { data: rules } = useSuspenseQuery(rulesQuery);
  return (
    <>
      <PageHeader
        trail={useTrail()}
        title={t('new.title')}
        lead={needed ? t('new.lead') : t('new.question')}
      />
      {needed ? <Registration rules={rules} /> : <Triage onNeeded={() => setNeeded(true)} />}
    </>
  );
}

/** R8: who only opens an account of their own needs no app. */
function Triage({ onNeeded }: { onNeeded: () => void }) {
  const { t } = useTranslation('developers');
  const keys = provider.keys !== 'none';
  return (
    <div className={styles['choices']}>
      <section className={`card ${styles['card']}`}>
        <KeyRound size={24} aria-hidden />
        <Title order={2}>{t('triage.own.title')}</Title>
        <Text>{t(keys ? 'triage.own.key' : 'triage.own.noKey')}</Text>
        {keys && (
          <Button component={Link} to="/settings/integrations" variant="default">
            {t('triage.own.button')}
          </Button>
        )}
      </section>
      <section className={`card ${styles['card']}`}>
        <Building2 size={24} aria-hidden />
        <Title order={2}>{t('triage.others.title')}</Title>
        <Text>{t('triage.others.text')}</Text>
        <Button onClick={onNeeded}>{t('triage.others.button')}</Button>
      </section>
    </div>
  );
}

function Registration({ rules }: { rules: Rules }) {
  const { t } = useTranslation('developers');
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(rules));
  const change = (changed: Partial<Draft>): void => setDraft(before => ({ ...before, ...changed }));
  const create = useMutation({
    mutationFn: () => call(createApp, { body: registrationOf(draft, rules) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['apps'] }),
  });
  if (create.isSuccess) return <Registered {...create.data} />;
  const blocked = draft.redirectUris.some(uri => problemOf(uri, draft.kind, rules) !== null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!blocked) create.mutate();
  };
  return (
    <div className={styles['beside']}>
      <form onSubmit={submit}>
        <Stack gap="xl">
          <FormPart title={t('part.shown')} text={t('part.shown.text')}>
            <ShownFields draft={draft} onChange={change} />
          </FormPart>
          <FormPart title={t('part.addresses')}>
            <AddressFields draft={draft} rules={rules} onChange={change} />
          </FormPart>
          <FormPart title={t('field.scopes')} text={t('part.scopes.text')}>
            <Stack gap="lg">
              <ScopeFields draft={draft} rules={rules} onChange={change} />
              <BehaviourFields draft={draft} rules={rules} onChange={change} />
            </Stack>
          </FormPart>
          <Stack gap="xs">
            <Text size="sm">{t(`new.next.${provider.registration}`, { provider: provider.name })}</Text>
            <Text size="sm" c="dimmed">
              {t('new.notFinal', { id: provider.words.clientId })}
            </Text>
            <CallProblem error={create.error} />
            <Group>
              <Button type="submit" loading={create.isPending} disabled={blocked}>
                {t('new.create')}
              </Button>
            </Group>
          </Stack>
        </Stack>
      </form>
      <ConsentPreview draft={draft} logo={null} verified={false} />
    </div>
  );
}

export function FormPart(props: { title: string; text?: string; children: React.ReactNode }) {
  return (
    <section>
      <Title order={2} mb={props.text === undefined ? 'sm' : 4}>
        {props.title}
      </Title>
      {props.text !== undefined && (
        <Text size="sm" c="dimmed" mb="sm">
          {props.text}
        </Text>
      )}
      {props.children}
    </section>
  );
}

function Registered({
  app,
  clientSecret,
}: {
  app: { id: string; name: string };
  clientSecret: string | null;
}) {
  const { t } = useTranslation('developers');
  return (
    <Stack maw="44rem" role="status">
      <Title order={2}>{t('registered.title', { name: app.name })}</Title>
      <Text>{t(clientSecret === null ? `registered.${provider.registration}` : 'registered.secret')}</Text>
      <CredentialsShown clientId={app.id} secret={clientSecret} />
      <Group>
        {clientSecret === null ? (
          <Button component={Link} to={`/developers/apps/${app.id}`}>
            {t('registered.next')}
          </Button>
        ) : (
          <Button component={Link} to={`/developers/apps/${app.id}/quickstart`}>
            {t('registered.quickstart')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
