/** Where a one-time link leads its developer: the secret is made when it is opened, and shown this once (R13, R21). */
import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { openCredentials } from '@valetkey/protocol/console-api';
import { KeyRound, Unlink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { CallError, call } from '../../app/call.ts';
import { provider } from '../../app/page.ts';
import { CallProblem } from '../../parts/call-problem.tsx';
import { CopyField } from '../../parts/copy-field.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { State } from '../../parts/states.tsx';
import { credentialsRoute } from './routes.ts';
import styles from './operation.module.css';

export function Credentials() {
  const { t } = useTranslation('operation');
  const { link } = credentialsRoute.useSearch();
  const open = useMutation({ mutationFn: () => call(openCredentials, { body: { link } }) });
  const useless = open.error instanceof CallError && [400, 404].includes(open.error.status);
  return (
    <>
      <PageHeader trail={[provider.words.developerPlace]} title={t('credentials.title')} />
      {open.isSuccess ? (
        <Stack className={`card ${styles['panel']}`}>
          <Text>{t('credentials.once', { app: open.data.name })}</Text>
          <Text fw={600}>{provider.words.clientId}</Text>
          <CopyField value={open.data.appId} label={provider.words.clientId} />
          <Text fw={600}>{t('credentials.secret')}</Text>
          <CopyField value={open.data.clientSecret} label={t('credentials.secret')} />
          <Link to="/developers/apps/$appId" params={{ appId: open.data.appId }} className={styles['link']}>
            {t('credentials.toApp')}
          </Link>
        </Stack>
      ) : (
        <div className="card">
          <State
            icon={useless ? Unlink : KeyRound}
            title={t(useless ? 'credentials.useless' : 'credentials.ready')}
            action={
              useless ? (
                <Anchor component={Link} to="/developers">
                  {t('credentials.toApps')}
                </Anchor>
              ) : (
                <Button onClick={() => open.mutate()} loading={open.isPending}>
                  {t('credentials.open')}
                </Button>
              )
            }
          >
            {t(useless ? 'credentials.useless.text' : 'credentials.ready.text')}
            {!useless && <CallProblem error={open.error} />}
          </State>
        </div>
      )}
    </>
  );
}
