/** The words of the flow, each in a sentence (R61); the whole list is docs/glossary.md. */
import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { provider } from '../../app/page.ts';
import styles from './learn.module.css';

const TERMS = [
  'clientId',
  'clientSecret',
  'redirectUri',
  'scope',
  'state',
  'pkce',
  'authorizationCode',
  'accessToken',
  'refreshToken',
  'connection',
] as const;

export function Glossary() {
  const { t } = useTranslation('learn');
  return (
    <section>
      <details className={styles['glossary']}>
        <summary>
          <Title order={2} component="span">
            {t('glossary.title')}
          </Title>
        </summary>
        <dl>
          {TERMS.map(term => (
            <div key={term}>
              <dt>{term === 'clientId' ? provider.words.clientId : t(`term.${term}`)}</dt>
              <dd>{t(`meaning.${term}`)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}
