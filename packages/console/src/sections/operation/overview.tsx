/** Operation → Overview (screen 22): what the API is used for, and what changed this week. */
import { Anchor, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { readOverview, type AnswerOf } from '@valetkey/protocol/console-api';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { SeriesFigure, SeriesFigures } from '../../parts/series.tsx';
import styles from './operation.module.css';

export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: () => call(readOverview, {}),
});
type Overview = AnswerOf<typeof readOverview>;

const CHARTS = {
  traffic: ['calls', 'errors', 'limited'],
  latency: ['p50', 'p95'],
  connections: ['connected', 'ended'],
  anomalies: ['anomalies'],
} as const;

export function Overview() {
  const { t } = useTranslation('operation');
  const { data } = useSuspenseQuery(overviewQuery);
  return (
    <>
      <PageHeader trail={[t('place.operation')]} title={t('screen.overview')} lead={t('overview.lead')} />
      <Stack gap="xl">
        <Standing data={data} />
        <Week week={data.week} />
        <SeriesFigures>
          {[
            ...Object.entries(CHARTS).map(([chart, names]) => (
              <Days key={chart} chart={chart} names={names} days={data.days} />
            )),
            <MostCalled key="top" top={data.top} />,
          ]}
        </SeriesFigures>
      </Stack>
    </>
  );
}

interface DaysProps {
  chart: string;
  names: (typeof CHARTS)[keyof typeof CHARTS];
  days: Overview['days'];
}

function Days({ chart, names, days }: DaysProps) {
  const { t, i18n } = useTranslation('operation');
  const date = new Intl.DateTimeFormat(i18n.language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return (
    <SeriesFigure
      title={t(`chart.${chart}`)}
      rowLabel={t('day')}
      labels={days.map(({ at }) => date.format(at * 1000))}
      series={names.map(name => ({
        name,
        label: t(`series.${name}`),
        values: days.map(day => day[name]),
      }))}
      fileName={`${chart}.csv`}
    />
  );
}

function MostCalled({ top }: { top: Overview['top'] }) {
  const { t } = useTranslation('operation');
  return (
    <SeriesFigure
      title={t('overview.top')}
      rowLabel={t('overview.app')}
      labels={top.map(({ app }) => app?.name ?? t('overview.keys'))}
      series={(['calls', 'errors'] as const).map(name => ({
        name,
        label: t(`series.${name}`),
        values: top.map(row => row[name]),
      }))}
      fileName="apps.csv"
      chart={false}
    />
  );
}

/** What waits for somebody comes first, and leads there. */
function Standing({ data: { apps, openAnomalies } }: { data: Overview }) {
  const { t } = useTranslation('operation');
  const tiles = [
    ['/operation/inbox', 'standing.inReview', apps.inReview],
    ['/operation/anomalies', 'standing.anomalies', openAnomalies],
    ['/operation/apps', 'standing.approved', apps.approved],
    ['/operation/apps', 'standing.suspended', apps.suspended],
  ] as const;
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
      {tiles.map(([to, text, count]) => (
        <div key={text} className={`card ${styles['tile']}`}>
          <strong className="tabular">{t('number', { count })}</strong>
          <Anchor component={Link} to={to} size="sm">
            {t(text)}
          </Anchor>
        </div>
      ))}
    </SimpleGrid>
  );
}

function Week({ week }: { week: Overview['week'] }) {
  const { t } = useTranslation('operation');
  return (
    <section>
      <Title order={2} mb={4}>
        {t('week')}
      </Title>
      <Text c="dimmed" size="sm" mb="md">
        {t('week.text')}
      </Text>
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
        {Object.entries(week).map(([name, { now, before }]) => (
          <div key={name} className={`card ${styles['tile']}`}>
            <Text size="sm" c="dimmed">
              {t(`series.${name}`)}
            </Text>
            <strong className="tabular">{t('number', { count: now })}</strong>
            <Text size="sm" c="dimmed" className="tabular">
              {t('week.before', { before })}
            </Text>
          </div>
        ))}
      </SimpleGrid>
    </section>
  );
}
