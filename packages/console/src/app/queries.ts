/** What is read, kept and asked again; and the one place where a refusal that every screen may meet is answered. */
import { MutationCache, QueryClient, queryOptions } from '@tanstack/react-query';
import { readSession } from '@valetkey/protocol/console-api';
import { CallError, call } from './call.ts';
import { askToSignInAgain, goToSignIn } from './sign-in.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => call(readSession, {}),
  staleTime: 60_000,
});

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) =>
        count < 2 && error instanceof CallError && (error.status === 0 || error.status >= 502),
    },
  },
  mutationCache: new MutationCache({
    onError: error => {
      if (!(error instanceof CallError)) return;
      if (error.code === 'sign_in_required') goToSignIn();
      if (error.code === 'insufficient_user_authentication') askToSignInAgain();
    },
  }),
});
