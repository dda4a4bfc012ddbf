/** Some steps ask for a recent sign-in (S-L9): says why, then leads there and back to this screen. */
import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { goToSignIn, onSignInAgain } from '../app/sign-in.ts';
import { Dialog } from '../parts/dialog.tsx';

export function SignInAgain() {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  useEffect(() => onSignInAgain(open), [open]);
  return (
    <Dialog opened={opened} onClose={close} title={t('again.title')}>
      <Text>{t('again.why')}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={close}>
          {t('cancel')}
        </Button>
        <Button onClick={() => goToSignIn(true)}>{t('again.signIn')}</Button>
      </Group>
    </Dialog>
  );
}
