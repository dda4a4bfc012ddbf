/** What an app is, at a glance. */
import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../parts/facts.tsx';
import { When } from '../../parts/when.tsx';
import { useApp } from './app.ts';
import { kindOf } from './draft.ts';
import { FirstSteps } from './first-steps.tsx';
import styles from './developers.module.css';
import { ScopeReasons } from './scope-reasons.tsx';

export function Overview() {
  const { t } = useTranslation('developers');
  const app = useApp();
  return (
    <Stack gap="xl">
      <FirstSteps />
      <section className={`card ${styles['card']}`}>
        <Text>{t('overview.purpose', { purpose: app.description })}</Text>
        <Facts
          of={[
            [t('field.publisher'), app.publisher],
            [t('field.type'), t(`type.${kindOf(app)}`)],
            [t('overview.created'), <When key="created" at={app.createdAt} />],
            [t('overview.changed'), <When key="changed" at={app.updatedAt} />],
          ]}
        />
      </section>
      <section>
        <Title order={2} mb="xs">
          {t('field.redirectUris')}
        </Title>
        <ul className={styles['lines']}>
          {app.redirectUris.map(uri => (
            <li key={uri}>
              <code>{uri}</code>
            </li>
          ))}
        </ul>
        {app.redirectUris.length === 0 && <Text c="dimmed">{t('overview.noRedirectUris')}</Text>}
      </section>
      <section>
        <Title order={2} mb="xs">
          {t('field.scopes')}
        </Title>
        <ScopeReasons app={app} />
      </section>
    </Stack>
  );
}
