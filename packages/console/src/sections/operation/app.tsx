/** One app as its reviewer sees it (screens 20 and 21): what it says of itself, what is odd, what was said, what may be done. */
import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppTile } from '../../parts/app-tile.tsx';
import { CopyField } from '../../parts/copy-field.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { AppStatus } from '../developers/app-status.tsx';
import { AppNotes } from './app-notes.tsx';
import { AppFindings, AppWords } from './app-words.tsx';
import { AppLimits } from './app-limits.tsx';
import { ENDING, stepsOf, type Step } from './app-steps.ts';
import { AppStep } from './app-step.tsx';
import { appQuery } from './app-queries.ts';
import { appRoute } from './routes.ts';
import styles from './operation.module.css';

export function OneApp() {
  const { t } = useTranslation('operation');
  const { appId } = appRoute.useParams();
  const { data } = useSuspenseQuery(appQuery(appId));
  const [step, setStep] = useState<Step | null>(null);
  const [link, setLink] = useState<string | null>(null);
  const { app } = data;
  return (
    <>
      <PageHeader
        trail={[
          t('place.operation'),
          <Anchor component={Link} to="/operation/apps" activeOptions={{ exact: true }} inherit>
            {t('screen.apps')}
          </Anchor>,
        ]}
        title={app.name}
        mark={<AppTile name={app.name} logo={app.logo} />}
        lead={
          <Group gap="0.25rem 0.625rem" fz="sm">
            {t('app.by', { publisher: app.publisher, owner: app.ownerEmail })}
            <AppStatus of={app} />
          </Group>
        }
      />
      <Group gap="xs" mb="xl">
        {stepsOf(data).map(one => (
          <Button
            key={one}
            variant={one === 'approve' ? 'filled' : 'default'}
            {...(ENDING.has(one) ? { c: 'var(--ends)' } : {})}
            onClick={() => setStep(one)}
          >
            {t(`step.${one}`)}
          </Button>
        ))}
      </Group>
      <Stack gap="xl">
        {link !== null && <OneTimeLink link={link} owner={app.ownerEmail} />}
        <AppFindings detail={data} />
        <AppWords detail={data} />
        <AppLimits detail={data} />
        <AppNotes notes={data.notes} />
      </Stack>
      <AppStep detail={data} step={step} onClose={() => setStep(null)} onLink={setLink} />
    </>
  );
}

/** Shown this once. The staff can send it, and cannot open it. */
function OneTimeLink({ link, owner }: { link: string; owner: string }) {
  const { t } = useTranslation('operation');
  return (
    <section className={`card ${styles['panel']}`} role="status">
      <div>
        <Title order={2}>{t('link.title')}</Title>
        <Text c="dimmed">{t('link.text', { owner })}</Text>
      </div>
      <CopyField value={link} label={t('link.title')} />
    </section>
  );
}
