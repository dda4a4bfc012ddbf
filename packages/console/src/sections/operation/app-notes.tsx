/** What developer and staff told each other, newest first. */
import { Group, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { When } from '../../parts/when.tsx';
import type { AppDetail } from './app-queries.ts';
import styles from './operation.module.css';

export function AppNotes({ notes }: { notes: AppDetail['notes'] }) {
  const { t } = useTranslation('operation');
  return (
    <section>
      <Title order={2} mb="xs">
        {t('notes')}
      </Title>
      {notes.length === 0 && <Text c="dimmed">{t('notes.none')}</Text>}
      <ul className={styles['list']}>
        {notes.map(({ id, kind, author, byStaff, text, createdAt }) => (
          <li key={id} className={`card ${styles['note']}`}>
            <Group gap="0.25rem 0.5rem" fz="sm" c="dimmed">
              <strong>{t(`note.${kind}`)}</strong>
              <span>{author === 'operator' ? t('commandLine') : author}</span>
              <span>{t(byStaff ? 'by.staff' : 'by.developer')}</span>
              <When at={createdAt} />
            </Group>
            {text !== '' && <Text>{text}</Text>}
          </li>
        ))}
      </ul>
    </section>
  );
}
