/** An app's logo, or the first letter of its name. Decoration: the name stands beside it. */
import styles from './app-tile.module.css';

export function AppTile({ name, logo }: { name: string; logo: string | null }) {
  return (
    <span className={styles['tile']} aria-hidden>
      {logo === null ? firstLetter(name) : <img src={logo} alt="" />}
    </span>
  );
}

/** A whole character as people see it: an emoji or an accented letter is not cut in two. */
function firstLetter(name: string): string {
  const [first] = new Intl.Segmenter().segment(name.trim());
  return first?.segment.toUpperCase() ?? '';
}
