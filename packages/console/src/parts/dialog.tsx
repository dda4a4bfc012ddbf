/** A dialog. What draws it is loaded when the first one opens: no screen needs it to begin with. */
import { Suspense, lazy, useState } from 'react';
import type { OpenedDialogProps } from './opened-dialog.tsx';

const OpenedDialog = lazy(async () => ({ default: (await import('./opened-dialog.tsx')).OpenedDialog }));

export function Dialog(props: OpenedDialogProps) {
  const [wasOpened, setWasOpened] = useState(props.opened);
  if (props.opened && !wasOpened) setWasOpened(true);
  if (!wasOpened) return null;
  return (
    <Suspense>
      <OpenedDialog {...props} />
    </Suspense>
  );
}
