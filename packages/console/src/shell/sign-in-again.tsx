/** Some steps ask for a recent sign-in (S-L9). The dialog is loaded when the first one does. */
import { useDisclosure } from '@mantine/hooks';
import { Suspense, lazy, useEffect, useState } from 'react';
import { onSignInAgain } from '../app/sign-in.ts';

const SignInDialog = lazy(async () => ({ default: (await import('./sign-in-dialog.tsx')).SignInDialog }));

export function SignInAgain() {
  const [opened, { open, close }] = useDisclosure();
  const [wasAsked, setWasAsked] = useState(false);
  useEffect(
    () =>
      onSignInAgain(() => {
        setWasAsked(true);
        open();
      }),
    [open],
  );
  if (!wasAsked) return null;
  return (
    <Suspense>
      <SignInDialog opened={opened} onClose={close} />
    </Suspense>
  );
}
