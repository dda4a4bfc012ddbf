/** The console starts here: provider and language from the page, then the router. */
import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles/default-css-variables.layer.css';
import '@mantine/core/styles/baseline.layer.css';
import '@mantine/core/styles/global.layer.css';
import './theme/console.css';
import { startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { CallError } from './app/call.ts';
import { App } from './app/app.tsx';
import { router } from './app/router.ts';
import { startTexts } from './app/texts.ts';
import { styleNonce } from './app/page.ts';

// react-remove-scroll (dialogs of Mantine) looks for the nonce of its style element here.
Object.assign(globalThis, { __webpack_nonce__: styleNonce });
// Until the first screen can be drawn the page shows its words and its shape (index.html).
await Promise.all([startTexts(), router.load()]);
// A refusal that a screen shows is nothing that broke.
const onCaughtError = (error: unknown): void => {
  if (!(error instanceof CallError)) console.error(error);
};
const root = createRoot(document.getElementById('root')!, { onCaughtError });
// In small steps: the browser scrolls and answers meanwhile.
startTransition(() => root.render(<App />));
