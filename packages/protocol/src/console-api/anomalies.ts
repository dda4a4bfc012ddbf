/** Operation → Anomalies (screen 23): what was seen against what was normal, and what the staff does about it. */
import { ANOMALY_RESPONSES, ANOMALY_RULES } from '../anomaly.ts';
import { operation, page } from './operation.ts';
import { id, integer, list, nullable, object, oneOf, optional, text, time } from './schema.ts';

export const ANOMALY_ANSWERS = ['dismiss', 'throttle', 'revoke', 'suspend'] as const;
export type AnomalyAnswer = (typeof ANOMALY_ANSWERS)[number];

const rule = oneOf(...ANOMALY_RULES);
/** Why somebody of the staff did something: it stays with what was done. */
export const reason = text({ min: 3, max: 500 });

export const anomaly = object({
  id,
  rule,
  at: time,
  /** Both in `unit`. */
  seen: integer(),
  normal: integer(),
  unit: text(),
  /** The scope, network or program that is new. */
  what: nullable(text()),
  /** What happened by itself. */
  response: oneOf(...ANOMALY_RESPONSES),
  throttledUntil: nullable(time),
  status: oneOf('open', 'dismissed', 'handled'),
  closedAt: nullable(time),
  closedBy: nullable(text()),
  note: nullable(text()),
  app: nullable(object({ id, name: text(), status: text() })),
  /** Whose connection or key it is about; null: the app itself. */
  owner: nullable(object({ name: text(), email: text(), account: text() })),
  /** Of an API key. */
  label: nullable(text()),
});

export const listAnomalies = operation({
  name: 'anomalies.list',
  summary: 'What was odd about apps, connections and keys, newest first',
  method: 'GET',
  path: '/operation/anomalies',
  role: 'operator',
  command: 'anomaly list',
  query: object({ status: optional(oneOf('open', 'dismissed', 'handled')), after: optional(id) }),
  answer: page(anomaly),
});

export const readAnomaly = operation({
  name: 'anomalies.read',
  summary: 'One anomaly with the days it is judged against',
  method: 'GET',
  path: '/operation/anomalies/:anomalyId',
  role: 'operator',
  command: 'anomaly show',
  answer: object({
    anomaly,
    /** What can be done about it now. */
    answers: list(oneOf(...ANOMALY_ANSWERS)),
    /** Of the credential, ascending; `day` counts from 1970 (UTC). Days without calls are left out. */
    days: list(
      object({
        day: integer(),
        calls: integer(),
        errors: integer(),
        denied: integer(),
        busiestHour: integer(),
      }),
    ),
    /** What the credential was seen to do, last seen first. */
    traits: list(
      object({
        kind: oneOf('networks', 'agents', 'scopes'),
        name: text(),
        firstDay: integer(),
        lastDay: integer(),
      }),
    ),
  }),
});

export const answerAnomaly = operation({
  name: 'anomalies.answer',
  summary: 'Dismiss an anomaly, or slow down, end or suspend what it is about; with the reason',
  method: 'POST',
  path: '/operation/anomalies/:anomalyId/answer',
  role: 'operator',
  command: 'anomaly answer',
  recentSignIn: true,
  body: object({ answer: oneOf(...ANOMALY_ANSWERS), reason }),
});

export const listAnomalyRules = operation({
  name: 'anomalies.rules',
  summary: 'The rules, and what happens by itself when one finds something, as configured',
  method: 'GET',
  path: '/operation/anomaly-rules',
  role: 'operator',
  command: 'anomaly rules',
  answer: object({
    rules: list(object({ rule, response: oneOf('off', ...ANOMALY_RESPONSES) })),
  }),
});
