/** What every engine must do: registered under the engine's name, against a store it opens. */
import { after, before, describe } from 'node:test';
import type { Store } from '../store.ts';
import { administrationTests } from './administration.ts';
import { openAt } from './open.ts';
import { apiKeyTests } from './api-keys.ts';
import { anomalyTests } from './anomalies.ts';
import { appMemberTests } from './app-members.ts';
import { appTests } from './apps.ts';
import { auditTests } from './audit.ts';
import { browserTests } from './browsers.ts';
import { consentTests } from './consent.ts';
import { eventTests } from './events.ts';
import { housekeepingTests } from './housekeeping.ts';
import { integrationTests } from './integrations.ts';
import { interactionTests } from './interactions.ts';
import { operationTests } from './operation.ts';
import { outboxTests } from './outbox.ts';
import { peopleTests } from './people.ts';
import { redeemTests } from './redeem.ts';
import { reviewTests } from './review.ts';
import { revocationTests } from './revocation.ts';
import { rotateTests } from './rotate.ts';
import { usageTests } from './usage.ts';
import { usageBeforeTests } from './usage-before.ts';
import { webhookTests } from './webhooks.ts';

/** The store under test, once it is open. */
export type Subject = () => Store;

const PARTS: readonly (readonly [string, (subject: Subject) => void])[] = [
  ['people', peopleTests],
  ['apps', appTests],
  ['people of apps', appMemberTests],
  ['consent', consentTests],
  ['codes', redeemTests],
  ['refresh', rotateTests],
  ['revocation', revocationTests],
  ['API keys', apiKeyTests],
  ['browsers', browserTests],
  ['interactions', interactionTests],
  ['events and keys', eventTests],
  ['usage', usageTests],
  ['outbox', outboxTests],
  ['integrations', integrationTests],
  ['administration', administrationTests],
  ['webhooks', webhookTests],
  ['review', reviewTests],
  ['anomalies', anomalyTests],
  ['operation', operationTests],
];

/** @param place gives the location of a new, empty database at each call. */
export function storeConformance(name: string, place: () => Promise<string>): void {
  const open = async (): Promise<Store> => await openAt(await place());
  for (const [part, register] of PARTS) {
    describe(`${name}: ${part}`, () => {
      let store: Store;
      before(async () => void (store = await open()));
      after(() => store.close());
      register(() => store);
    });
  }
  // Counts rows of whole tables, so each test has a store of its own.
  describe(`${name}: housekeeping`, () => housekeepingTests(open));
  describe(`${name}: usage of before`, () => usageBeforeTests(place));
  describe(`${name}: audit`, () => auditTests(place));
}
