/** The sections this person may see, each with its screens. */
import { Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { SECTIONS } from '../app/sections.ts';
import type { Section } from '../app/section.ts';
import { useSession } from '../app/session.ts';
import styles from './shell.module.css';

export function Navigation() {
  const session = useSession();
  return (
    <Stack gap="lg">
      {SECTIONS.filter(section => section.isFor(session)).map(section => (
        <Entries key={section.name} section={section} />
      ))}
    </Stack>
  );
}

function Entries({ section }: { section: Section }) {
  const { t } = useTranslation();
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <h2 className={styles['section']} id={heading}>
        {t(`place.${section.name}`)}
      </h2>
      {section.entries.map(({ to, icon: Icon, text }) => (
        <Link key={to} to={to} className={styles['entry']}>
          <Icon size={18} aria-hidden />
          {t(text)}
        </Link>
      ))}
    </section>
  );
}
