/** Changing an app: nothing that was chosen is final. What a change costs is said before it is saved (S-J4). */
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { changeAddresses, deleteApp, updateApp } from '@valetkey/protocol/console-api';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { provider } from '../../app/page.ts';
import { CallProblem } from '../../parts/call-problem.tsx';
import { EndDialog } from '../../parts/end-dialog.tsx';
import { AddressFields, problemOf } from './address-fields.tsx';
import { mayChange, rulesQuery, useApp, type DevelopedApp } from './app.ts';
import { BehaviourFields } from './behaviour-fields.tsx';
import { ConsentPreview } from './consent-preview.tsx';
import styles from './developers.module.css';
import { addressesOf, detailsOf, draftOf, type Draft, type Rules } from './draft.ts';
import { FormPart } from './new-app.tsx';
import { LogoField } from './logo-field.tsx';
import { ScopeFields } from './scope-fields.tsx';
import { ShownFields } from './shown-fields.tsx';

export function AppSettings() {
  const { t } = useTranslation('developers');
  const app = useApp();
  const { data: rules } = useSuspenseQuery(rulesQuery);
  if (!mayChange(app)) return <Text c="dimmed">{t('settings.readOnly')}</Text>;
  return (
    <Stack gap="3rem">
      <Details key={`details ${app.updatedAt}`} app={app} rules={rules} />
      <FormPart title={t('logo')} text={t('logo.text')}>
        <LogoField app={app} />
      </FormPart>
      <Addresses key={`addresses ${app.updatedAt}`} app={app} rules={rules} />
      {app.role === 'owner' && <End app={app} />}
    </Stack>
  );
}

/** What people would be shown anew, or what decides where codes go. */
const LOOKED_AT = ['name', 'publisher', 'redirectUris', 'scopes', 'kind', 'description'] as const;

function Details({ app, rules }: { app: DevelopedApp; rules: Rules }) {
  const { t } = useTranslation('developers');
  const [draft, setDraft] = useState<Draft>(() => draftOf(app));
  const change = (changed: Partial<Draft>): void => setDraft(before => ({ ...before, ...changed }));
  const save = useSave(app.id, () => call(updateApp, { ids: { appId: app.id }, body: detailsOf(draft) }));
  return (
    <div className={styles['beside']}>
      <SaveForm save={save} cost={<Cost app={app} draft={draft} />}>
        <FormPart title={t('part.shown')} text={t('part.shown.text')}>
          <ShownFields draft={draft} onChange={change} />
        </FormPart>
        <FormPart title={t('field.scopes')} text={t('part.scopes.text')}>
          <Stack gap="lg">
            <ScopeFields draft={draft} rules={rules} onChange={change} />
            <BehaviourFields draft={draft} rules={rules} onChange={change} />
          </Stack>
        </FormPart>
      </SaveForm>
      <ConsentPreview draft={draft} logo={app.logo} verified={app.verified} />
    </div>
  );
}

function Addresses({ app, rules }: { app: DevelopedApp; rules: Rules }) {
  const { t } = useTranslation('developers');
  const [draft, setDraft] = useState<Draft>(() => draftOf(app));
  const change = (changed: Partial<Draft>): void => setDraft(before => ({ ...before, ...changed }));
  const save = useSave(app.id, () =>
    call(changeAddresses, { ids: { appId: app.id }, body: addressesOf(draft, rules) }),
  );
  const blocked = draft.redirectUris.some(uri => problemOf(uri, draft.kind, rules) !== null);
  return (
    <SaveForm save={save} blocked={blocked} cost={<Cost app={app} draft={draft} />}>
      <FormPart title={t('part.addresses')} text={t('part.addresses.protected')}>
        <AddressFields draft={draft} rules={rules} onChange={change} />
      </FormPart>
    </SaveForm>
  );
}

function useSave(appId: string, mutationFn: () => Promise<DevelopedApp>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: async changed => {
      queries.setQueryData(['app', appId], changed);
      await queries.invalidateQueries({ queryKey: ['apps'] });
      await queries.invalidateQueries({ queryKey: ['app', appId] });
    },
  });
}

interface SaveFormProps {
  save: ReturnType<typeof useSave>;
  blocked?: boolean;
  cost: ReactNode;
  children: ReactNode;
}

function SaveForm({ save, blocked = false, cost, children }: SaveFormProps) {
  const { t } = useTranslation('developers');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!blocked) save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xl">
        {children}
        <Stack gap="xs">
          {cost}
          <CallProblem error={save.error} />
          <Group>
            <Button type="submit" loading={save.isPending} disabled={blocked}>
              {t('settings.save')}
            </Button>
            <Text role="status" size="sm" c="dimmed">
              {save.isSuccess && (
                <>
                  <CircleCheck size={15} aria-hidden className={styles['inline']} /> {t('settings.saved')}
                </>
              )}
            </Text>
          </Group>
        </Stack>
      </Stack>
    </form>
  );
}

/** Said as soon as something is typed that costs something. */
function Cost({ app, draft }: { app: DevelopedApp; draft: Draft }) {
  const { t } = useTranslation('developers');
  const before = draftOf(app);
  const touched = LOOKED_AT.some(field => JSON.stringify(before[field]) !== JSON.stringify(draft[field]));
  const badge = app.verified && touched;
  const reviewed = provider.registration === 'approval' && app.status !== 'draft' && touched;
  if (!badge && !reviewed) return null;
  return (
    <Alert icon={<TriangleAlert size={18} aria-hidden />} variant="default" role="status">
      {badge && <Text size="sm">{t('cost.badge')}</Text>}
      {reviewed && <Text size="sm">{t('cost.review', { provider: provider.name })}</Text>}
    </Alert>
  );
}

function End({ app }: { app: DevelopedApp }) {
  const { t } = useTranslation('developers');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const end = useMutation({
    mutationFn: () => call(deleteApp, { ids: { appId: app.id } }),
    onSuccess: async () => {
      await navigate({ to: '/developers' });
      queries.removeQueries({ queryKey: ['app', app.id] });
      await queries.invalidateQueries({ queryKey: ['apps'] });
    },
  });
  return (
    <section>
      <Title order={2} mb={4}>
        {t('delete.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('delete.text')}
      </Text>
      <Button variant="default" c="var(--ends)" onClick={() => setAsked(true)}>
        {t('delete.button')}
      </Button>
      <EndDialog
        opened={asked}
        title={t('delete.ask', { name: app.name })}
        verb={t('delete.button')}
        keep={t('delete.keep')}
        pending={end.isPending}
        error={end.error}
        onClose={() => setAsked(false)}
        onEnd={() => end.mutate()}
      >
        <Text>{t('delete.now')}</Text>
        <Text size="sm" c="var(--ends)" mt="xs">
          {t('delete.forGood')}
        </Text>
      </EndDialog>
    </section>
  );
}
