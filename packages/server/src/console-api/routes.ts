/** Every route of the console API. `answerCall` does for each what none may lack; the sweep test reads this table. */
import { OPERATIONS, openApiDocument } from '@valetkey/protocol/console-api';
import type { Provider } from '../domain/providers.ts';
import type { Answer } from '../http/answer.ts';
import { appPeopleRoutes } from './app-people.ts';
import { appRegistrationRoutes } from './app-registration.ts';
import { appReviewRoutes } from './app-review.ts';
import { appSecretRoutes } from './app-secrets.ts';
import { appRoutes } from './apps.ts';
import { catalogueRoutes } from './catalogue.ts';
import { anomalyRoutes } from './anomalies.ts';
import { administrationRoutes } from './administration.ts';
import { appPolicyRoutes } from './app-policy.ts';
import { auditRoutes } from './audit.ts';
import { integrationRoutes } from './integrations.ts';
import { quickstartRoutes } from './quickstart.ts';
import { noticeRoutes } from './notices.ts';
import { requestRoutes } from './requests.ts';
import type { Route } from './route.ts';
import { providerRoutes } from './provider.ts';
import { sessionRoutes } from './session.ts';
import { usageRoutes } from './usage.ts';
import { tryItRoutes } from './try-it.ts';
import { webhookRoutes } from './webhooks.ts';

export const CONSOLE_ROUTES: readonly Route[] = [
  ...sessionRoutes,
  ...integrationRoutes,
  ...appRoutes,
  ...anomalyRoutes,
  ...quickstartRoutes,
  ...usageRoutes,
  ...appRegistrationRoutes,
  ...appSecretRoutes,
  ...appPeopleRoutes,
  ...appReviewRoutes,
  ...catalogueRoutes,
  ...tryItRoutes,
  ...noticeRoutes,
  ...administrationRoutes,
  ...appPolicyRoutes,
  ...auditRoutes,
  ...requestRoutes,
  ...webhookRoutes,
  ...providerRoutes,
];

/** `GET /{slug}/console/api/openapi.json` */
export function readOpenApi(provider: Provider): Answer {
  const document = openApiDocument(`${provider.name}: console`, `${provider.issuer}/console/api`, OPERATIONS);
  return { kind: 'json', status: 200, body: document, cacheSeconds: 300 };
}
