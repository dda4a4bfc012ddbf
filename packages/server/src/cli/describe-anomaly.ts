/** An anomaly as commands tell it. */
import type { DescribedAnomaly } from '../domain/anomalies/describe.ts';
import { renderFields, renderTable } from './text-table.ts';
import { showTime } from './times.ts';

export function anomalyToJson({
  anomaly,
  app,
  owner,
  label,
  closedBy,
}: DescribedAnomaly): Record<string, unknown> {
  return {
    anomaly_id: anomaly.id,
    rule: anomaly.rule,
    found_at: anomaly.at,
    seen: anomaly.seen,
    normal: anomaly.normal,
    unit: anomaly.unit,
    what: anomaly.what,
    response: anomaly.response,
    throttled_until: anomaly.throttledUntil,
    status: anomaly.status,
    closed_at: anomaly.closedAt,
    closed_by: closedBy,
    note: anomaly.note,
    app: app && { client_id: app.id, name: app.name },
    user: owner?.user.email ?? null,
    account: owner?.account.name ?? null,
    api_key: label,
  };
}

export function renderAnomalies(anomalies: readonly DescribedAnomaly[]): string {
  return renderTable(
    ['id', 'found', 'rule', 'seen', 'normal', 'unit', 'about'],
    anomalies.map(one => {
      const { id, at, rule, seen, normal, unit } = one.anomaly;
      return [id, showTime(at), rule, String(seen), String(normal), unit, nameOf(one)];
    }),
  );
}

export function renderAnomaly(described: DescribedAnomaly, answers: readonly string[]): string {
  const { anomaly, closedBy } = described;
  const words = (text: string): string => text.replaceAll('_', ' ');
  return renderFields({
    rule: words(anomaly.rule),
    about: nameOf(described),
    found: showTime(anomaly.at),
    seen: `${anomaly.seen} ${words(anomaly.unit)}`,
    normal: String(anomaly.normal),
    new: anomaly.what,
    'by itself': anomaly.response,
    'throttled until': showTime(anomaly.throttledUntil) || null,
    status: anomaly.status,
    closed: anomaly.closedAt === null ? null : `${showTime(anomaly.closedAt)} by ${closedBy}`,
    reason: anomaly.note,
    answers: answers.join(', ') || null,
  });
}

function nameOf({ app, owner, label }: DescribedAnomaly): string {
  const whose = owner && `${owner.user.email} at ${owner.account.name}`;
  return [app?.name, label && `key ${label}`, whose].filter(Boolean).join(', ');
}
