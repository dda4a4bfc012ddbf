/** Everything around the router: theme, queries, and the dialog for a new sign-in. */
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { colours, theme } from '../theme/theme.ts';
import { styleNonce } from './page.ts';
import { queries } from './queries.ts';
import { router } from './router.ts';

/** Asked for much later than a screen: its dialog is no part of the first load. */
const SignInAgain = lazy(async () => {
  const { SignInAgain: component } = await import('../shell/sign-in-again.tsx');
  return { default: component };
});

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={colours}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce}
    >
      <QueryClientProvider client={queries}>
        <Suspense>
          <RouterProvider router={router} />
          <Suspense>
            <SignInAgain />
          </Suspense>
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  );
}
