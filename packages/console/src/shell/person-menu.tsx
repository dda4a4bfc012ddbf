/** Who is signed in. The menu itself is loaded when the button is about to be used. */
import { Suspense, lazy, useState } from 'react';
import { PersonButton } from './person-button.tsx';

const load = () => import('./person-menu-opened.tsx');
const PersonMenuOpened = lazy(async () => ({ default: (await load()).PersonMenuOpened }));

export function PersonMenu() {
  const [wasAsked, setWasAsked] = useState(false);
  const soon = (): void => void load();
  const button = <PersonButton onPointerEnter={soon} onFocus={soon} onClick={() => setWasAsked(true)} />;
  if (!wasAsked) return button;
  return (
    <Suspense fallback={button}>
      <PersonMenuOpened />
    </Suspense>
  );
}
