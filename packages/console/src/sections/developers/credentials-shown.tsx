/** The one moment a secret is seen (R21): to copy, or as a file for the server. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { Download, ShieldAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { provider } from '../../app/page.ts';
import { CopyField } from '../../parts/copy-field.tsx';

export function CredentialsShown({ clientId, secret }: { clientId: string; secret: string | null }) {
  const { t } = useTranslation('developers');
  return (
    <Stack>
      <div>
        <Text fw={600} size="sm" mb={4}>
          {provider.words.clientId}
        </Text>
        <CopyField value={clientId} label={provider.words.clientId} />
      </div>
      {secret !== null && (
        <>
          <div>
            <Text fw={600} size="sm" mb={4}>
              {t('secret')}
            </Text>
            <CopyField value={secret} label={t('secret')} />
          </div>
          <Alert icon={<ShieldAlert size={18} aria-hidden />} variant="default" role="note">
            {t('secret.once')} {t('secret.server')}
          </Alert>
          <Group>
            <Button
              variant="default"
              leftSection={<Download size={16} aria-hidden />}
              onClick={() => download(clientId, secret)}
            >
              {t('secret.download')}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}

/** Names that most programs read; on the wire the id is always `client_id` (R20). */
function download(clientId: string, secret: string): void {
  const content = `OAUTH_CLIENT_ID=${clientId}\nOAUTH_CLIENT_SECRET=${secret}\n`;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type: 'text/plain' }));
  link.download = `${provider.slug}.env`;
  link.click();
  URL.revokeObjectURL(link.href);
}
