/** Step 1: the address the app sends its user to, each parameter explained, and changed to see what fails. */
import { Button, Text, TextInput, Title } from '@mantine/core';
import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from './code-block.tsx';
import styles from './learn.module.css';
import type { Begun } from './try-it.tsx';

export function AuthorizationStep({ begun: { endpoint, parameters } }: { begun: Begun }) {
  const { t } = useTranslation('learn');
  const [values, setValues] = useState(() => new Map(parameters.map(({ name, value }) => [name, value])));
  const sent = [...values].filter(([, value]) => value !== '');
  const url = `${endpoint}?${new URLSearchParams(sent).toString()}`;
  return (
    <section>
      <Title order={2} mb="xs">
        {t('try.authorize.title')}
      </Title>
      <Text maw="44rem" mb="md">
        {t('try.authorize.lead')}
      </Text>
      <div className={styles['parameters']}>
        {[...values].map(([name, value]) => (
          <TextInput
            key={name}
            label={name}
            description={t(`parameter.${name}`)}
            value={value}
            maxLength={2000}
            spellCheck={false}
            onChange={event => setValues(new Map(values).set(name, event.currentTarget.value))}
          />
        ))}
      </div>
      <CodeBlock
        title={t('try.address')}
        code={url.replaceAll(/[?&]/g, sign => `\n  ${sign}`)}
        copied={url}
      />
      <Button
        mt="md"
        component="a"
        href={url}
        target="_blank"
        rel="noopener"
        rightSection={<ExternalLink size={16} aria-hidden />}
      >
        {t('try.open')}
      </Button>
      <Text size="sm" c="dimmed" mt="xs" maw="44rem">
        {t('try.open.note')}
      </Text>
    </section>
  );
}
