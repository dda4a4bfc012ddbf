/** Before the staff acts: what follows from it, and why; the words are kept with what was done. */
import { useTranslation } from 'react-i18next';
import { ReasonDialog as Dialog, type ReasonDialogProps } from '../../parts/reason-dialog.tsx';

type Props = Omit<ReasonDialogProps, 'label' | 'description'> & {
  /** `message`: the app's developer reads it. `reason` (the default): the staff does. `notice`: everybody whom it concerns. `none`: nothing is to be said. */
  text?: 'message' | 'reason' | 'notice' | 'none';
};

export function ReasonDialog({ text = 'reason', ...props }: Props) {
  const { t } = useTranslation('operation');
  const words =
    text === 'none' ? { label: null } : { label: t(`text.${text}`), description: t(`text.${text}.kept`) };
  return <Dialog {...props} {...words} />;
}
