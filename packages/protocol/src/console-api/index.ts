/** `@valetkey/protocol/console-api`: what console and server say to each other. */
import type { Operation } from './operation.ts';
import * as administration from './administration.ts';
import * as anomalies from './anomalies.ts';
import * as appPeople from './app-people.ts';
import * as appPolicy from './app-policy.ts';
import * as appRegistration from './app-registration.ts';
import * as appReview from './app-review.ts';
import * as appSecrets from './app-secrets.ts';
import * as apps from './apps.ts';
import * as audit from './audit.ts';
import * as catalogue from './catalogue.ts';
import * as integrations from './integrations.ts';
import * as notices from './notices.ts';
import * as provider from './provider.ts';
import * as quickstart from './quickstart.ts';
import * as requests from './requests.ts';
import * as session from './session.ts';
import * as tryIt from './try-it.ts';
import * as usage from './usage.ts';
import * as webhooks from './webhooks.ts';

export * from './administration.ts';
export * from './anomalies.ts';
export * from './app-people.ts';
export * from './app-policy.ts';
export * from './app-registration.ts';
export * from './app-review.ts';
export * from './app-secrets.ts';
export * from './apps.ts';
export * from './audit.ts';
export * from './catalogue.ts';
export * from './integrations.ts';
export * from './notices.ts';
export * from './openapi.ts';
export * from './operation.ts';
export * from './provider.ts';
export * from './quickstart.ts';
export * from './requests.ts';
export * from './schema.ts';
export * from './scope-in-words.ts';
export * from './session.ts';
export * from './try-it.ts';
export * from './usage.ts';
export * from './webhooks.ts';

const AREAS = [
  session,
  integrations,
  apps,
  appRegistration,
  appSecrets,
  appPeople,
  appReview,
  anomalies,
  quickstart,
  usage,
  catalogue,
  tryIt,
  notices,
  administration,
  appPolicy,
  audit,
  requests,
  webhooks,
  provider,
] as const;

/** Every operation there is, in the order of the document. */
export const OPERATIONS: readonly Operation[] = AREAS.flatMap(area =>
  Object.values(area).flatMap((value: object) => ('path' in value ? [value as Operation] : [])),
);
