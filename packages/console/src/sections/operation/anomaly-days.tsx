/** The days an anomaly was judged against, and what the credential was seen to do. */
import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AnomalyDetail } from './anomaly-queries.ts';
import { NumberTable } from './number-table.tsx';
import styles from './operation.module.css';

const DAY_MS = 86_400_000;

function useDay(): (day: number) => string {
  const { i18n } = useTranslation();
  return day =>
    new Date(day * DAY_MS).toLocaleDateString(i18n.language, { dateStyle: 'medium', timeZone: 'UTC' });
}

export function Days({ days }: { days: AnomalyDetail['days'] }) {
  const { t } = useTranslation('operation');
  const showDay = useDay();
  if (days.length === 0) return null;
  return (
    <section>
      <Title order={2} mb="md">
        {t('days')}
      </Title>
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
