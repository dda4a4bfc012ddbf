/** Step 2: what came to the redirect URI, and what an app must look at before it uses it. */
import { Alert, Button, Group, Text, TextInput, Title } from '@mantine/core';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from './code-block.tsx';
import { readReceived, type Received } from './try-it-channel.ts';
import type { Begun } from './try-it.tsx';

export function ReceivedStep(props: {
  begun: Begun;
  received: Received | null;
  receive: (received: Received) => void;
}) {
  const { t } = useTranslation('learn');
  const { begun, received, receive } = props;
  return (
    <section>
      <Title order={2} mb="xs">
        {t('try.received.title')}
      </Title>
      <div role="status">
        {received === null ? (
          <Text maw="44rem">{t('try.received.waiting')}</Text>
        ) : (
          <Answer received={received} isOwn={received['state'] === begun.state} />
        )}
      </div>
      {received === null && <Paste receive={receive} />}
    </section>
  );
}

function Answer({ received, isOwn }: { received: Received; isOwn: boolean }) {
  const { t } = useTranslation('learn');
  const lines = Object.entries(received).map(([name, value]) => `${name} = ${value}`);
  const isGood = isOwn && received['code'] !== undefined;
  const kind = !isOwn ? 'foreign' : isGood ? 'good' : 'refused';
  return (
    <>
      <CodeBlock title={t('try.received.answer')} code={lines.join('\n')} />
      <Alert
        mt="sm"
        variant="default"
        icon={isGood ? <CircleCheck aria-hidden /> : <TriangleAlert aria-hidden />}
        title={t(`try.received.${kind}`)}
      >
        {received['error_description'] ?? t(`try.received.${kind}.text`)}
      </Alert>
    </>
  );
}

/** The other window may be of another browser, where the test user is signed in. */
function Paste({ receive }: { receive: (received: Received) => void }) {
  const { t } = useTranslation('learn');
  const [address, setAddress] = useState('');
  return (
    <Group align="flex-end" gap="sm" mt="md" maw="44rem">
      <TextInput
        flex="1 1 16rem"
        label={t('try.paste')}
        description={t('try.paste.why')}
        value={address}
        spellCheck={false}
        onChange={event => setAddress(event.currentTarget.value)}
      />
      <Button
        variant="default"
        disabled={!address.includes('=')}
        onClick={() => receive(readReceived(address))}
      >
        {t('try.paste.take')}
      </Button>
    </Group>
  );
}
