/** Screens 20 to 25. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queries } from '../../app/queries.ts';
import { rootRoute } from '../../app/root-route.ts';

const anomaliesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/operation/anomalies',
  component: lazyRouteComponent(() => import('./anomalies.tsx'), 'Anomalies'),
});

export const anomalyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/operation/anomalies/$anomalyId',
  // What is read belongs to the screen, not to the first load of every other one.
  loader: async ({ params }) => {
    const { anomalyQuery } = await import('./anomaly-queries.ts');
    return await queries.ensureQueryData(anomalyQuery(params.anomalyId));
  },
  component: lazyRouteComponent(() => import('./anomaly.tsx'), 'Anomaly'),
});

export const operationRoutes = [anomaliesRoute, anomalyRoute] as const;
