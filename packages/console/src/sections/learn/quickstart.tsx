/** A program to begin with, in the developer's language and with the app's own values (screen 15), and the button that starts it. */
import { NativeSelect, SimpleGrid, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link2Off } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ListLoading, Problem, State } from '../../parts/states.tsx';
import { useApp } from '../developers/app.ts';
import { CodeBlock } from './code-block.tsx';
import { ConnectButtonMaker } from './connect-button-maker.tsx';
import { Glossary } from './glossary.tsx';
import styles from './learn.module.css';
import { quickstartQuery, type QuickstartChoice, type WrittenQuickstart } from './quickstart-query.ts';

export function QuickstartScreen() {
  const { t } = useTranslation('learn');
  const app = useApp();
  const [choice, choose] = useState<QuickstartChoice>({});
  const { data, isError, error, refetch } = useQuery(quickstartQuery(app.id, choice));
  if (isError) return <Problem error={error} reset={() => void refetch()} />;
  if (data === undefined) return <ListLoading />;
  const { quickstart, languages, redirectUris } = data;
  if (quickstart === null)
    return (
      <State icon={Link2Off} title={t('quickstart.none.title')}>
        {t('quickstart.none.text')}
      </State>
    );
  return (
    <div className={styles['steps']}>
      <section>
        <Title order={2} mb="xs">
          {t('quickstart.title')}
        </Title>
        <Text c="dimmed" maw="44rem" mb="md">
          {t('quickstart.lead')}
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }} maw="44rem">
          <NativeSelect
            label={t('quickstart.language')}
            value={quickstart.language}
            data={languages.map(({ language, title }) => ({ value: language, label: title }))}
            onChange={event => choose({ ...choice, language: event.currentTarget.value })}
          />
          {redirectUris.length > 1 && (
            <NativeSelect
              label={t('quickstart.redirectUri')}
              value={quickstart.redirectUri}
              data={[...redirectUris]}
              onChange={event => choose({ ...choice, redirectUri: event.currentTarget.value })}
            />
          )}
        </SimpleGrid>
      </section>
      <Program of={quickstart} />
      <ConnectButtonMaker redirectUri={quickstart.redirectUri} />
      <Glossary />
    </div>
  );
}

function Program({ of }: { of: WrittenQuickstart }) {
  const { t } = useTranslation('learn');
  const { library, dead, files, install, run, notes } = of;
  return (
    <>
      <section>
        <Title order={2} mb="xs">
          {t('quickstart.with', { library })}
        </Title>
        {dead !== null && (
          <Text mb="md" maw="44rem">
            {t(`dead.${of.language}`, { name: dead.name })}
          </Text>
        )}
        <div className={styles['steps']} style={{ gap: '1rem' }}>
          {install.length > 0 && <CodeBlock title={t('quickstart.install')} code={install.join('\n')} />}
          {files.map(file => (
            <CodeBlock key={file.name} title={file.name} code={file.text.trimEnd()} />
          ))}
          {run.length > 0 && <CodeBlock title={t('quickstart.run')} code={run.join('\n')} />}
        </div>
      </section>
      <section>
        <Title order={2} mb="xs">
          {t('quickstart.know')}
        </Title>
        <ul className={styles['notes']}>
          {notes.map(note => (
            <li key={note}>{t(`note.${note}`)}</li>
          ))}
        </ul>
      </section>
    </>
  );
}
