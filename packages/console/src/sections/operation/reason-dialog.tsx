/** Before the staff acts: the reason is kept in the provider's own log. */
import { useTranslation } from 'react-i18next';
import { ReasonDialog as Dialog, type ReasonDialogProps } from '../../parts/reason-dialog.tsx';

type Props = Omit<ReasonDialogProps, 'label'> & {
  /** How the reason is called where somebody else reads it. */
  label?: string;
};

export function ReasonDialog({ label, ...props }: Props) {
  const { t } = useTranslation('operation');
  return (
    <Dialog
      {...props}
      label={label ?? t('reason')}
      description={label === undefined ? t('reason.kept') : undefined}
    />
  );
}
