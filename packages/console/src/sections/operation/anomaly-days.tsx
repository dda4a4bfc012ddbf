/** The days an anomaly was judged against, and what the credential was seen to do. */
import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TimeChart } from '../../parts/time-chart.tsx';
import type { AnomalyDetail } from './anomaly-queries.ts';
import { NumberTable } from './number-table.tsx';
import styles from './operation.module.css';

const DAY_MS = 86_400_000;

function useDay(): (day: number) => string {
  const { i18n } = useTranslation();
  return day =>
    new Date(day * DAY_MS).toLocaleDateString(i18n.language, { dateStyle: 'medium', timeZone: 'UTC' });
}

export function Days({ of: { anomaly, days } }: { of: AnomalyDetail }) {
  const { t } = useTranslation('operation');
  const showDay = useDay();
  if (days.length === 0) return null;
  return (
    <section>
      <Title order={2} mb="md">
        {t('days')}
      </Title>
      <AgainstNormal anomaly={anomaly} days={days} />
      <NumberTable
        label={t('days')}
        head={[t('day'), t('calls'), t('busiestHour'), t('errors'), t('refused')]}
        rows={days.toReversed().map(({ day, calls, busiestHour, errors, denied }) => ({
          name: showDay(day),
          numbers: [calls, busiestHour, errors, denied],
        }))}
      />
    </section>
  );
}

/** What each rule counts is one column of the table beneath. */
const COUNTED = {
  calls_in_an_hour: ['busiestHour', 'busiestHour'],
  calls_in_a_day: ['calls', 'calls'],
  errors: ['errors', 'errors'],
  refusals: ['denied', 'refused'],
} as const;

/** The day itself may not be counted to its end: there stands what was seen. */
function AgainstNormal({ anomaly, days }: Pick<AnomalyDetail, 'anomaly' | 'days'>) {
  const { t, i18n } = useTranslation('operation');
  if (!(anomaly.unit in COUNTED)) return null;
  const [column, word] = COUNTED[anomaly.unit as keyof typeof COUNTED];
  const values = new Map(days.map(day => [day.day, day[column]]));
  const seenOn = Math.floor((anomaly.at * 1000) / DAY_MS);
  values.set(seenOn, Math.max(anomaly.seen, values.get(seenOn) ?? 0));
  const first = Math.min(...values.keys());
  const all = Array.from({ length: Math.max(...values.keys()) - first + 1 }, (_, i) => first + i);
  const shortDay = new Intl.DateTimeFormat(i18n.language, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  return (
    <div className={`card ${styles['panel']} ${styles['drawn']}`} aria-hidden>
      <TimeChart
        labels={all.map(day => shortDay.format(day * DAY_MS))}
        series={[
          { name: 'seen', label: t(word), values: all.map(day => values.get(day) ?? 0) },
          { name: 'normal', label: t('normal'), values: all.map(() => anomaly.normal) },
        ]}
      />
    </div>
  );
}

export function Traits({ traits }: { traits: AnomalyDetail['traits'] }) {
  const { t } = useTranslation('operation');
  const showDay = useDay();
  if (traits.length === 0) return null;
  return (
    <section>
      <Title order={2} mb={4}>
        {t('traits')}
      </Title>
      <Text c="dimmed" size="sm" mb="md">
        {t('traits.text')}
      </Text>
      <ul className={styles['traits']}>
        {traits.map(({ kind, name, firstDay, lastDay }) => (
          <li key={`${kind} ${name}`} className="card">
            <Text size="sm" c="dimmed">
              {t(`trait.${kind}`)}
            </Text>
            <code>{name}</code>
            <Text size="sm" c="dimmed">
              {firstDay === lastDay
                ? t('seenOn', { day: showDay(firstDay) })
                : t('seenFrom', { first: showDay(firstDay), last: showDay(lastDay) })}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
