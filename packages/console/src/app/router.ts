/** All screens. A section adds its routes here and its entry in the navigation in `sections.ts`. */
import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { Loading } from '../parts/loading.tsx';
import { NothingHere, Problem } from '../parts/states.tsx';
import { administrationRoutes } from '../sections/administration/routes.ts';
import { developerRoutes } from '../sections/developers/routes.ts';
import { operationRoutes } from '../sections/operation/routes.ts';
import { settingsRoutes } from '../sections/settings/routes.ts';
import { provider } from './page.ts';
import { rootRoute } from './root-route.ts';

const home = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/integrations', replace: true });
  },
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    home,
    ...settingsRoutes,
    ...administrationRoutes,
    ...developerRoutes,
    ...operationRoutes,
  ]),
  basepath: provider.base,
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  defaultErrorComponent: Problem,
  defaultNotFoundComponent: NothingHere,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
