/** Step 3: the code for tokens, from server to server: here the console's server is the app's. */
import { Button, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './learn.module.css';
import type { Received } from './try-it-channel.ts';
import { ShownStep } from './try-it-shown.tsx';
import type { Begun, TakenStep } from './try-it.tsx';

interface Props {
  begun: Begun;
  received: Received;
  pending: boolean;
  taken: readonly TakenStep[];
  send: (parameters: readonly { name: string; value: string }[]) => void;
}

export function TokenStep({ begun, received, pending, taken, send }: Props) {
  const { t } = useTranslation('learn');
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() => ({
    code: received['code'] ?? '',
    redirect_uri: begun.parameters.find(({ name }) => name === 'redirect_uri')?.value ?? '',
    code_verifier: begun.codeVerifier,
  }));
  const filled = Object.entries({ ...values, state: received['state'] ?? '' }).filter(
    ([, value]) => value !== '',
  );
  return (
    <section>
      <Title order={2} mb="xs">
        {t('try.token.title')}
      </Title>
      <Text maw="44rem" mb="md">
        {t('try.token.lead')}
      </Text>
      <div className={styles['parameters']}>
        {Object.entries(values).map(([name, value]) => (
          <TextInput
            key={name}
            label={name}
            description={t(`tokenParameter.${name}`)}
            value={value}
            maxLength={2000}
            spellCheck={false}
            onChange={event => setValues({ ...values, [name]: event.currentTarget.value })}
          />
        ))}
      </div>
      <Button loading={pending} onClick={() => send(filled.map(([name, value]) => ({ name, value })))}>
        {t('try.token.send')}
      </Button>
      {taken.map((step, i) => (
        <ShownStep key={i} step={step} number={i + 1} />
      ))}
    </section>
  );
}
