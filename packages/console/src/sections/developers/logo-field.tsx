/** An app's logo: made small in the browser, drawn anew by the server (S-J6). */
import { Button, FileButton, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeLogo } from '@valetkey/protocol/console-api';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { AppTile } from '../../parts/app-tile.tsx';
import { CallProblem } from '../../parts/call-problem.tsx';
import type { DevelopedApp } from './app.ts';

const SIDE = 256;

export function LogoField({ app }: { app: DevelopedApp }) {
  const { t } = useTranslation('developers');
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: async (file: File | null) =>
      call(changeLogo, {
        ids: { appId: app.id },
        body: { image: file === null ? null : await makeSmall(file) },
      }),
    onSuccess: async changed => {
      queries.setQueryData(['app', app.id], changed);
      await queries.invalidateQueries({ queryKey: ['apps'] });
    },
  });
  return (
    <Group>
      <AppTile name={app.name} logo={app.logo} />
      <FileButton
        onChange={file => file !== null && change.mutate(file)}
        accept="image/png,image/webp"
        inputProps={{ 'aria-label': t('logo.choose') }}
      >
        {props => (
          <Button {...props} variant="default" loading={change.isPending}>
            {t('logo.choose')}
          </Button>
        )}
      </FileButton>
      {app.logo !== null && (
        <Button variant="default" onClick={() => change.mutate(null)}>
          {t('logo.remove')}
        </Button>
      )}
      {change.error instanceof UnreadableImageError ? (
        <Text role="alert" size="sm" c="var(--ends)">
          {t('logo.unreadable')}
        </Text>
      ) : (
        <CallProblem error={change.error} />
      )}
    </Group>
  );
}

class UnreadableImageError extends Error {}

/** A request has at most 64 KiB; what the browser cannot read as an image, the server need not see. */
async function makeSmall(file: File): Promise<string> {
  const image = await createImageBitmap(file).catch(() => {
    throw new UnreadableImageError();
  });
  const scale = Math.min(1, SIDE / Math.max(image.width, image.height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(image.width * scale)),
    Math.max(1, Math.round(image.height * scale)),
  );
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
}
