/** Makes the HTML of the "Connect" button (R26): in the provider's colours, read on its background, with nothing secret in it. */
import { SimpleGrid, Text, TextInput, Title } from '@mantine/core';
import { connectButtonHtml } from '@valetkey/protocol/connect-button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { provider } from '../../app/page.ts';
import { CodeBlock } from './code-block.tsx';
import { ConnectButtonPreview } from './connect-button-preview.tsx';

const ACCENT = '#1B7F6B';

export function ConnectButtonMaker({ redirectUri }: { redirectUri: string }) {
  const { t } = useTranslation('learn');
  const [label, setLabel] = useState(() => t('button.label.default', { provider: provider.name }));
  const [href, setHref] = useState(() => connectAddress(redirectUri));
  const button = { href, label, colour: provider.accent?.light ?? ACCENT, logo: null };
  return (
    <section>
      <Title order={2} mb="xs">
        {t('button.title')}
      </Title>
      <Text c="dimmed" maw="44rem" mb="md">
        {t('button.lead')}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} maw="44rem" mb="md">
        <TextInput
          label={t('button.label')}
          value={label}
          maxLength={80}
          onChange={event => setLabel(event.currentTarget.value)}
        />
        <TextInput
          label={t('button.address')}
          value={href}
          maxLength={500}
          onChange={event => setHref(event.currentTarget.value)}
        />
      </SimpleGrid>
      <Text size="sm" fw={600} mb="0.375rem">
        {t('button.preview')}
      </Text>
      <ConnectButtonPreview button={button} />
      <CodeBlock title={t('button.html')} code={connectButtonHtml(button)} />
    </section>
  );
}

/** Beside the redirect URI on the app's own server; an app of a device begins by itself. */
function connectAddress(redirectUri: string): string {
  return /^https?:/.test(redirectUri) ? new URL('/connect', redirectUri).href : '/connect';
}
