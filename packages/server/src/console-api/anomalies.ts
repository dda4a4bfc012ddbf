/** Anomalies, for the staff (R52, S-Q11): what was seen against what was normal, and what is done about it. */
import { ANOMALY_RULES } from '@valetkey/protocol';
import * as operations from '@valetkey/protocol/console-api';
import { describeAnomaly, readJudgedDays, type DescribedAnomaly } from '../domain/anomalies/describe.ts';
import { answerAnomaly, answersOf } from '../domain/anomalies/respond.ts';
import { TRAIT_KINDS, type Anomaly, type UsageTraits } from '../store/rows.ts';
import { route, type Owned, type Route } from './route.ts';

const PAGE = 25;

const anomalyOfProvider: Owned<{ anomalyId: string }, Anomaly> = {
  kind: 'anomaly',
  find: async ({ core, provider, operator }, { anomalyId }) => {
    const found = operator ? await core.store.findAnomaly(anomalyId) : null;
    return found?.provider === provider.slug ? found : null;
  },
};

export const anomalyRoutes: readonly Route[] = [
  route(operations.listAnomalies, {
    handle: async ({ core, provider }, { query: { status = 'open', after } }) => {
      const filter = { provider: provider.slug, status, ...(after === undefined ? {} : { after }) };
      const found = await core.store.listAnomalies({ ...filter, limit: PAGE + 1 });
      const shown = found.slice(0, PAGE);
      const items = await Promise.all(shown.map(async one => toWire(await describeAnomaly(core, one))));
      return { items, next: found.length > PAGE ? shown.at(-1)!.id : null };
    },
  }),
  route(operations.readAnomaly, {
    owned: anomalyOfProvider,
    handle: async ({ core }, { object }) => {
      const { days, traits } = await readJudgedDays(core, object);
      return {
        anomaly: toWire(await describeAnomaly(core, object)),
        answers: answersOf(object),
        days: days.map(({ day, calls, errors, denied, hours }) => ({
          day,
          calls,
          errors,
          denied,
          busiestHour: Math.max(...hours),
        })),
        traits: traits === null ? [] : traitsOf(traits),
      };
    },
  }),
  route(operations.answerAnomaly, {
    owned: anomalyOfProvider,
    handle: async ({ core, act, user }, { object, body: { answer, reason } }) => {
      await answerAnomaly(core, object, answer, { act, name: user.name, text: reason });
      return {};
    },
  }),
  route(operations.listAnomalyRules, {
    handle: ({ provider }) => ({
      rules: ANOMALY_RULES.map(rule => ({ rule, response: provider.anomalies[rule] })),
    }),
  }),
];

function toWire({
  anomaly,
  app,
  owner,
  label,
  closedBy,
}: DescribedAnomaly): operations.Parsed<typeof operations.anomaly> {
  const { id, rule, at, seen, normal, unit, what, response, throttledUntil, status, closedAt, note } =
    anomaly;
  return {
    id,
    rule,
    at,
    seen,
    normal,
    unit,
    what,
    response,
    throttledUntil,
    status,
    closedAt,
    closedBy,
    note,
    app: app && { id: app.id, name: app.name, status: app.status },
    owner: owner && { name: owner.user.name, email: owner.user.email, account: owner.account.name },
    label,
  };
}

function traitsOf(traits: UsageTraits) {
  return TRAIT_KINDS.flatMap(kind =>
    Object.entries(traits[kind]).map(([name, [firstDay, lastDay]]) => ({ kind, name, firstDay, lastDay })),
  ).toSorted((a, b) => b.lastDay - a.lastDay || b.firstDay - a.firstDay);
}
