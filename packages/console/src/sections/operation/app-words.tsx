/** What an app says of itself, and what a reviewer should look at twice. */
import { Anchor, List, Text, Title } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../app/in-language.ts';
import { provider } from '../../app/page.ts';
import { CopyField } from '../../parts/copy-field.tsx';
import { Facts } from '../../parts/facts.tsx';
import { When } from '../../parts/when.tsx';
import type { AppDetail } from './app-queries.ts';
import styles from './operation.module.css';

/** Names that may be taken for another's: for the reviewer to judge. */
export function AppFindings({ detail: { app } }: { detail: AppDetail }) {
  const { t } = useTranslation('operation');
  const { lookAlikes, mixedScripts } = app.nameFindings;
  if (lookAlikes.length === 0 && !mixedScripts) return null;
  return (
    <section className={styles['warning']}>
      <TriangleAlert size={20} aria-hidden />
      <div>
        <Title order={2} size="h3">
          {t('name.title')}
        </Title>
        <List mt={4}>
          {mixedScripts && <List.Item>{t('name.mixedScripts')}</List.Item>}
          {lookAlikes.map(({ kind, name, how }) => (
            <List.Item key={`${kind} ${name}`}>
              {t(`name.${how}`, { name })} {t(`name.of.${kind}`)}
            </List.Item>
          ))}
        </List>
      </div>
    </section>
  );
}

export function AppWords({ detail }: { detail: AppDetail }) {
  const { t } = useTranslation('operation');
  const { app, description, type, native, redirectUris } = detail;
  const kind = native ? 'native' : type;
  return (
    <>
      <section className={`card ${styles['panel']}`}>
        <Text>{t('app.purpose', { purpose: description })}</Text>
        <Facts
          of={[
            [t('fact.type'), t(`type.${kind}`)],
            [t('fact.registered'), <When key="registered" at={app.createdAt} />],
            [t('fact.by'), t(app.selfRegistered ? 'by.developer' : 'by.staff')],
            [t('fact.connections'), t('count.connections', { count: app.connections })],
            [
              t('fact.week'),
              `${t('count.calls', { count: app.calls })}, ${t('count.errors', { count: app.errors })}`,
            ],
          ]}
        />
        <Addresses detail={detail} />
      </section>
      <section>
        <Title order={2} mb="xs">
          {provider.words.clientId}
        </Title>
        <CopyField value={app.id} label={provider.words.clientId} />
      </section>
      <section>
        <Title order={2} mb="xs">
          {t('app.redirectUris')}
        </Title>
        <ul className={styles['lines']}>
          {redirectUris.map(uri => (
            <li key={uri}>
              <code>{uri}</code>
            </li>
          ))}
        </ul>
      </section>
      <Scopes scopes={detail.scopes} />
    </>
  );
}

function Addresses({ detail: { homepageUrl, privacyUrl, termsUrl } }: { detail: AppDetail }) {
  const { t } = useTranslation('operation');
  const links = [
    ['homepage', homepageUrl],
    ['privacy', privacyUrl],
    ['terms', termsUrl],
  ] as const;
  if (links.every(([, url]) => url === null)) return null;
  return (
    <Text size="sm" component="div" className={styles['links']}>
      {links.map(
        ([name, url]) =>
          url !== null && (
            <Anchor key={name} href={url} target="_blank" rel="noopener noreferrer">
              {t(`app.${name}`)}
            </Anchor>
          ),
      )}
    </Text>
  );
}

function Scopes({ scopes }: { scopes: AppDetail['scopes'] }) {
  const { t, i18n } = useTranslation('operation');
  return (
    <section>
      <Title order={2} mb="xs">
        {t('app.scopes')}
      </Title>
      <dl className={styles['rules']}>
        {scopes.map(({ scope, reason }) => (
          <div key={scope.name}>
            <dt>{inLanguage(scope.title, i18n.language)}</dt>
            <dd>
              <code>{scope.name}</code>
              <span>{reason ?? t('app.noReason')}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
