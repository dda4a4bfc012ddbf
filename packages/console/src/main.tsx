/** The console starts here: provider and language from the page, then the router. */
import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles/default-css-variables.layer.css';
import '@mantine/core/styles/baseline.layer.css';
import '@mantine/core/styles/global.layer.css';
import './theme/console.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { startTexts } from './app/texts.ts';
import { styleNonce } from './app/page.ts';

// react-remove-scroll (dialogs of Mantine) looks for the nonce of its style element here.
Object.assign(globalThis, { __webpack_nonce__: styleNonce });
await startTexts();
createRoot(document.getElementById('root')!).render(<App />);
