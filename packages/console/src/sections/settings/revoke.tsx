/** Taking access back: the question, and the call. */
import { List, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { revokeApiKey, revokeConnection } from '@valetkey/protocol/console-api';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { EndDialog } from '../../parts/end-dialog.tsx';
import type { Integration } from './integration.ts';

interface RevokeProps {
  /** Null: nothing is asked now. */
  item: Integration | null;
  onClose: () => void;
  onRevoked: (item: Integration) => void;
}

export function Revoke({ item, onClose, onRevoked }: RevokeProps) {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: ({ kind, id }: Integration) =>
      kind === 'connection'
        ? call(revokeConnection, { ids: { connectionId: id } })
        : call(revokeApiKey, { ids: { keyId: id } }),
    onSuccess: async (_, revoked) => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['integrations'] }),
        queries.invalidateQueries({ queryKey: ['connection', revoked.id] }),
      ]);
      onRevoked(revoked);
    },
  });
  const kind = item?.kind ?? 'connection';
  const names = { name: item?.name ?? '', account: item?.account.name ?? '' };
  return (
    <EndDialog
      opened={item !== null}
      title={t(`revoke.${kind}.title`, names)}
      verb={t('revoke.verb')}
      keep={t('revoke.keep')}
      pending={revoke.isPending}
      error={revoke.error}
      onClose={onClose}
      onEnd={() => item !== null && revoke.mutate(item)}
    >
      <Text>{t(`revoke.${kind}.now`, names)}</Text>
      <List mt="sm" spacing={4} fz="sm" c="dimmed">
        <List.Item>{t(`revoke.${kind}.notices`, names)}</List.Item>
        <List.Item>{t('revoke.copies')}</List.Item>
        <List.Item>{t(`revoke.${kind}.again`, names)}</List.Item>
      </List>
    </EndDialog>
  );
}
