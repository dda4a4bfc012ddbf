/** Screens 20 to 25, and where a one-time link leads. Without loaders: who is not of the staff loads nothing of them. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queries } from '../../app/queries.ts';
import { rootRoute } from '../../app/root-route.ts';

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
  component: lazyRouteComponent(() => import('./anomaly.tsx'), 'Anomaly'),
});

const overviewRoute = createRoute({
  getParentRoute,
  path: '/operation/overview',
  // Its numbers are asked for by the page itself, see app/first-screens.ts.
  loader: async () => queries.ensureQueryData((await import('./overview.tsx')).overviewQuery),
  component: lazyRouteComponent(() => import('./overview.tsx'), 'Overview'),
});

const providerRoute = createRoute({
  getParentRoute,
  path: '/operation/provider',
  component: lazyRouteComponent(() => import('./provider.tsx'), 'Provider'),
});

const keysRoute = createRoute({
  getParentRoute,
  path: '/operation/keys',
  component: lazyRouteComponent(() => import('./keys.tsx'), 'Keys'),
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
  overviewRoute,
  providerRoute,
  keysRoute,
  credentialsRoute,
] as const;
