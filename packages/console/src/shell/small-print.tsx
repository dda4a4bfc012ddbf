/** The provider's links, and who built this. */
import { useTranslation } from 'react-i18next';
import { provider } from '../app/page.ts';
import { Mark } from '../parts/mark.tsx';
import styles from './shell.module.css';

export function SmallPrint() {
  const { t } = useTranslation();
  const links = [
    [provider.privacyUrl, t('small.privacy')],
    [provider.termsUrl, t('small.terms')],
    [provider.supportUrl, t('small.support')],
  ] as const;
  return (
    <div className={styles['small']}>
      {links.map(
        ([href, word]) =>
          href !== null && (
            <a key={word} href={href} target="_blank" rel="noopener noreferrer">
              {word}
            </a>
          ),
      )}
      <p className={styles['secured']}>
        <Mark /> {t('small.securedBy')}
      </p>
    </div>
  );
}
