/** Before access of members ends: what dies, who is told, and why. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { revokeAccess, type AnswerOf, type BodyOf } from '@valetkey/protocol/console-api';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import type { Account } from './account.tsx';

export interface Selection {
  kind: 'one' | 'picked' | 'app' | 'member' | 'everything';
  /** Of the app, member or account; of picked ones their number. */
  name: string;
  body: Omit<BodyOf<typeof revokeAccess>, 'reason'>;
}

interface RevokeAccessProps {
  account: Account;
  /** Null: nothing is asked now. */
  selection: Selection | null;
  onClose: () => void;
  onRevoked: (sum: AnswerOf<typeof revokeAccess>) => void;
}

export function RevokeAccess({ account, selection, onClose, onRevoked }: RevokeAccessProps) {
  const { t } = useTranslation('administration');
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: (reason: string) =>
      call(revokeAccess, { ids: { accountId: account.id }, body: { ...selection!.body, reason } }),
    onSuccess: async sum => {
      await queries.invalidateQueries({ queryKey: ['administration', account.id] });
      onRevoked(sum);
    },
  });
  const kind = selection?.kind ?? 'one';
  const names = { name: selection?.name ?? '', account: account.name };
  return (
    <ReasonDialog
      opened={selection !== null}
      title={t(`end.${kind}.title`, names)}
      consequences={[t(`end.${kind}.now`, names), t('end.apps'), t('end.told'), t('end.again')]}
      verb={t('end.verb')}
      ends
      label={t('end.reason')}
      description={t('end.reasonRead')}
      pending={revoke.isPending}
      error={revoke.error}
      onClose={() => {
        revoke.reset();
        onClose();
      }}
      onConfirm={reason => revoke.mutate(reason)}
    />
  );
}
