/** Screens 6 and 7. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queries } from '../../app/queries.ts';
import { rootRoute } from '../../app/root-route.ts';
import { connectionQuery, integrationsQuery } from './integration.ts';

const activeIntegrationsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/integrations',
  // A list that cannot be read is the screen's to explain.
  loader: () => queries.prefetchInfiniteQuery(integrationsQuery('')),
  component: lazyRouteComponent(() => import('./active-integrations.tsx'), 'ActiveIntegrations'),
});

export const connectionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/integrations/$connectionId',
  loader: ({ params }) => queries.ensureQueryData(connectionQuery(params.connectionId)),
  component: lazyRouteComponent(() => import('./connection.tsx'), 'Connection'),
});

export const settingsRoutes = [activeIntegrationsRoute, connectionRoute] as const;
