/** Everything around the router: theme, queries, and the dialog for a new sign-in. */
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { SignInAgain } from '../shell/sign-in-again.tsx';
import { colours, theme } from '../theme/theme.ts';
import { styleNonce } from './page.ts';
import { queries } from './queries.ts';
import { router } from './router.ts';

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={colours}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce}
    >
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <SignInAgain />
      </QueryClientProvider>
    </MantineProvider>
  );
}
