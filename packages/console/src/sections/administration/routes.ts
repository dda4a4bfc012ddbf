/** Screens 8 to 10. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';

const integrationsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/administration/integrations',
  component: lazyRouteComponent(() => import('./integrations.tsx'), 'AccountIntegrations'),
});

const policyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/administration/policy',
  component: lazyRouteComponent(() => import('./policy.tsx'), 'Policy'),
});

const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/administration/audit',
  component: lazyRouteComponent(() => import('./audit.tsx'), 'Audit'),
});

export const administrationRoutes = [integrationsRoute, policyRoute, auditRoute] as const;
