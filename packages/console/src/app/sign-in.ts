/** To the provider's own sign-in and back to this very screen. */
import { provider } from './page.ts';

/** `again`: also for who is signed in; for what needs a recent sign-in (S-L9). */
export function goToSignIn(again = false): void {
  const here = location.pathname.slice(provider.base.length) + location.search;
  const query = new URLSearchParams({ return: here, ...(again ? { again: '1' } : {}) });
  location.assign(`${provider.base}/sign-in?${query.toString()}`);
}

const ASKED = 'valetkey:sign-in-again';

/** Opens the dialog that says why; nothing that was typed is lost before the person agrees to leave. */
export function askToSignInAgain(): void {
  dispatchEvent(new Event(ASKED));
}

export function onSignInAgain(listener: () => void): () => void {
  addEventListener(ASKED, listener);
  return () => removeEventListener(ASKED, listener);
}
