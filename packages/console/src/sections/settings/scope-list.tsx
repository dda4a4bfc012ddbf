/** Scopes in plain words, reading apart from changing. */
import { Eye, Pencil } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../app/in-language.ts';
import type { Integration } from './integration.ts';
import styles from './settings.module.css';

type Scopes = Integration['scopes'];

export function ScopeList({ scopes }: { scopes: Scopes }) {
  const { t } = useTranslation('settings');
  const titleOf = useScopeTitle();
  return (
    <ul className={styles['scopes']}>
      {scopes.map(scope => {
        const Icon = scope.access === 'read' ? Eye : Pencil;
        return (
          <li key={scope.name}>
            <Icon size={17} aria-hidden />
            <span>
              {titleOf(scope)} <span className={styles['access']}>{t(`access.${scope.access}`)}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** In the language of the screen where the company wrote it, else in English. */
export function useScopeTitle(): (scope: Scopes[number]) => string {
  const { i18n } = useTranslation();
  return ({ title }) => inLanguage(title, i18n.language);
}
