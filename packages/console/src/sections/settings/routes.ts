/** Screens 6 and 7. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';

const activeIntegrationsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/integrations',
  component: lazyRouteComponent(() => import('./active-integrations.tsx'), 'ActiveIntegrations'),
});

export const settingsRoutes = [activeIntegrationsRoute] as const;
