/** The root of all screens: nobody sees one without a session. */
import { createRootRoute } from '@tanstack/react-router';
import { NothingHere, Problem } from '../parts/states.tsx';
import { Shell } from '../shell/shell.tsx';
import { CallError } from './call.ts';
import { queries, sessionQuery } from './queries.ts';
import { goToSignIn } from './sign-in.ts';

export const rootRoute = createRootRoute({
  beforeLoad: async () => {
    try {
      await queries.ensureQueryData(sessionQuery);
    } catch (error) {
      if (!(error instanceof CallError) || error.code !== 'sign_in_required') throw error;
      goToSignIn();
      // The page is about to be left: nothing is drawn in the meantime.
      await new Promise(() => {});
    }
  },
  component: Shell,
  errorComponent: Problem,
  notFoundComponent: NothingHere,
});
