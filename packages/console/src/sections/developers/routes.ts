/** Screens 11 to 19. What belongs to one app is a child of `appRoute`, and a line in app-tabs.ts. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queries } from '../../app/queries.ts';
import { rootRoute } from '../../app/root-route.ts';
import { appQuery } from './app.ts';

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/developers',
  component: lazyRouteComponent(() => import('./home.tsx'), 'Home'),
});

/** The frame with the tabs; it has read the app before a child is drawn. */
const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/developers/apps/$appId',
  loader: ({ params }) => queries.ensureQueryData(appQuery(params.appId)),
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

export const developerRoutes = [
  homeRoute,
  appRoute.addChildren([overviewRoute, tryItRoute, quickstartRoute, usageRoute]),
  tryItReturnRoute,
] as const;
