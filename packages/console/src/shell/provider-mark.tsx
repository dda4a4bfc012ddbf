/** The provider leads: its logo, or its name set in type. */
import { Link } from '@tanstack/react-router';
import { provider } from '../app/page.ts';
import styles from './shell.module.css';

export function ProviderMark() {
  return (
    <Link to="/" className={styles['provider']}>
      {provider.logo === null ? provider.name : <img src={provider.logo} alt={provider.name} />}
    </Link>
  );
}
