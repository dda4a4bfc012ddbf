/** A dialog that is or was open: it holds the focus while it is, and gives it back. */
import { Modal } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface OpenedDialogProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  size?: 'lg';
}

export function OpenedDialog({ opened, ...props }: OpenedDialogProps) {
  const { t } = useTranslation();
  // Only a dialog that was closed before it opened remembers where the focus was.
  const [isThere, setIsThere] = useState(false);
  useEffect(() => setIsThere(true), []);
  return <Modal {...props} opened={opened && isThere} closeButtonProps={{ 'aria-label': t('close') }} />;
}
