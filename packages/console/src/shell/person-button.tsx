/** The button of the person's menu: their initials. */
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session.ts';
import styles from './shell.module.css';

export function PersonButton(props: ComponentProps<'button'>) {
  const { t } = useTranslation();
  const { user } = useSession();
  return (
    <button
      type="button"
      aria-haspopup="menu"
      aria-label={t('person.menu', { name: user.name })}
      {...props}
      className={styles['person']}
    >
      <span aria-hidden>{initialsOf(user.name)}</span>
    </button>
  );
}

function initialsOf(name: string): string {
  const words = name.split(' ').filter(word => word !== '');
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map(word => word?.match(/\p{L}|\p{N}/u)?.[0] ?? '')
    .join('')
    .toUpperCase();
}
