/** What an app may ask for, in plain words, each with the reason its developer gave. */
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../app/in-language.ts';
import type { DevelopedApp } from './app.ts';
import styles from './developers.module.css';

export function ScopeReasons({ app }: { app: DevelopedApp }) {
  const { t, i18n } = useTranslation('developers');
  const reasons = new Map(app.scopeReasons.map(({ scope, reason }) => [scope, reason]));
  return (
    <ul className={styles['lines']}>
      {app.scopes.map(({ name, title }) => (
        <li key={name}>
          <code>{name}</code> {inLanguage(title, i18n.language)}
          <span className={styles['reason']}>{reasons.get(name) ?? t('overview.noReason')}</span>
        </li>
      ))}
    </ul>
  );
}
