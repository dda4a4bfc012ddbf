/** Screens 20 to 25, and where a one-time link leads. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queries } from '../../app/queries.ts';
import { rootRoute } from '../../app/root-route.ts';
import { anomalyQuery } from './anomaly-queries.ts';
import { appQuery } from './app-queries.ts';

const getParentRoute = () => rootRoute;

const inboxRoute = createRoute({
  getParentRoute,
  path: '/operation/inbox',
  component: lazyRouteComponent(() => import('./inbox.tsx'), 'Inbox'),
});

const appsRoute = createRoute({
  getParentRoute,
  path: '/operation/apps',
  component: lazyRouteComponent(() => import('./apps.tsx'), 'Apps'),
});

export const appRoute = createRoute({
  getParentRoute,
  path: '/operation/apps/$appId',
  loader: ({ params }) => queries.ensureQueryData(appQuery(params.appId)),
  component: lazyRouteComponent(() => import('./app.tsx'), 'OneApp'),
});

const anomaliesRoute = createRoute({
  getParentRoute,
  path: '/operation/anomalies',
  component: lazyRouteComponent(() => import('./anomalies.tsx'), 'Anomalies'),
});

export const anomalyRoute = createRoute({
  getParentRoute,
  path: '/operation/anomalies/$anomalyId',
  loader: ({ params }) => queries.ensureQueryData(anomalyQuery(params.anomalyId)),
  component: lazyRouteComponent(() => import('./anomaly.tsx'), 'Anomaly'),
});

/** For developers. */
export const credentialsRoute = createRoute({
  getParentRoute,
  path: '/credentials',
  validateSearch: search => ({ link: typeof search['link'] === 'string' ? search['link'] : '' }),
  component: lazyRouteComponent(() => import('./credentials.tsx'), 'Credentials'),
});

export const operationRoutes = [
  inboxRoute,
  appsRoute,
  appRoute,
  anomaliesRoute,
  anomalyRoute,
  credentialsRoute,
] as const;
