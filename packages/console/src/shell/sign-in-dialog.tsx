/** Says why a new sign-in is asked for, then leads there and back to this screen. */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { goToSignIn } from '../app/sign-in.ts';

export function SignInDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('again.title')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <Text>{t('again.why')}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button onClick={() => goToSignIn(true)}>{t('again.signIn')}</Button>
      </Group>
    </Modal>
  );
}
