/** The operations that are measured, the same for everybody. */
import type { Plan } from '../load/plan.ts';
import { clientCredentials } from '../operations/client-credentials.ts';
import { flow } from '../operations/flow.ts';
import { introspect } from '../operations/introspect.ts';
import { refresh } from '../operations/refresh.ts';
import type { Facts, OperationName } from './contender.ts';

export const PLANS: Readonly<Record<OperationName, (facts: Facts) => Plan>> = {
  'client-credentials': clientCredentials,
  refresh,
  flow,
  introspect,
};
