/** Screens 11 to 19. What belongs to one app is a child of `appRoute`, and a line in app-tabs.ts. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queries } from '../../app/queries.ts';
import { rootRoute } from '../../app/root-route.ts';

/** What is read belongs to the screens, not to the first load of every other one. */
const reads = () => import('./app.ts');

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/developers',
  loader: async () => {
    const { appsQuery, invitationsQuery } = await reads();
    // A list that cannot be read is the screen's to explain.
    await Promise.all([queries.prefetchInfiniteQuery(appsQuery), queries.prefetchQuery(invitationsQuery)]);
  },
  component: lazyRouteComponent(() => import('./home.tsx'), 'Home'),
});

const newAppRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/developers/new',
  loader: async () => queries.ensureQueryData((await reads()).rulesQuery),
  component: lazyRouteComponent(() => import('./new-app.tsx'), 'NewApp'),
});

/** The frame with the tabs; it has read the app before a child is drawn. */
const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/developers/apps/$appId',
  loader: async ({ params }) => queries.ensureQueryData((await reads()).appQuery(params.appId)),
  component: lazyRouteComponent(() => import('./app-frame.tsx'), 'AppFrame'),
});

const overviewRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./overview.tsx'), 'Overview'),
});

const quickstartRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/quickstart',
  component: lazyRouteComponent(() => import('../learn/quickstart.tsx'), 'QuickstartScreen'),
});

const usageRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/usage',
  component: lazyRouteComponent(() => import('../traffic/usage.tsx'), 'UsageScreen'),
});

const credentialsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/credentials',
  component: lazyRouteComponent(() => import('./credentials.tsx'), 'Credentials'),
});

const connectionsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/connections',
  component: lazyRouteComponent(() => import('./connections.tsx'), 'AppConnections'),
});

const reviewRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/review',
  component: lazyRouteComponent(() => import('./review.tsx'), 'Review'),
});

const peopleRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/people',
  component: lazyRouteComponent(() => import('./people.tsx'), 'People'),
});

const settingsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./app-settings.tsx'), 'AppSettings'),
});

const tryItRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/try-it',
  component: lazyRouteComponent(() => import('../learn/try-it.tsx'), 'TryItScreen'),
});

/** The redirect URI of "Try it"; the server knows the address. */
const tryItReturnRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/try-it',
  component: lazyRouteComponent(() => import('../learn/try-it-return.tsx'), 'TryItReturn'),
});

const requestsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/requests',
  component: lazyRouteComponent(() => import('../traffic/requests.tsx'), 'RequestsScreen'),
});

const webhooksRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/webhooks',
  component: lazyRouteComponent(() => import('../traffic/webhooks.tsx'), 'WebhooksScreen'),
});

export const developerRoutes = [
  homeRoute,
  newAppRoute,
  appRoute.addChildren([
    overviewRoute,
    tryItRoute,
    quickstartRoute,
    usageRoute,
    credentialsRoute,
    connectionsRoute,
    reviewRoute,
    peopleRoute,
    settingsRoute,
    requestsRoute,
    webhooksRoute,
  ]),
  tryItReturnRoute,
] as const;
