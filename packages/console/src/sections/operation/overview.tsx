/** Operation → Overview (screen 22): what the API is used for, and what changed this week. */
import { Anchor, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { readOverview, type AnswerOf } from '@valetkey/protocol/console-api';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { SeriesFigure } from '../../parts/series.tsx';
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
  const { t, i18n } = useTranslation('operation');
  const { data } = useSuspenseQuery(overviewQuery);
  const labels = data.days.map(({ at }) =>
    new Date(at * 1000).toLocaleDateString(i18n.language, {
      day: 'numeric',
      month: 'short',
      timeZone: 'UTC',
    }),
  );
  return (
    <>
      <PageHeader trail={[t('place.operation')]} title={t('screen.overview')} lead={t('overview.lead')} />
      <Stack gap="xl">
        <Standing data={data} />
        <Week week={data.week} />
        {Object.entries(CHARTS).map(([chart, names]) => (
          <SeriesFigure
            key={chart}
            title={t(`chart.${chart}`)}
            rowLabel={t('day')}
            labels={labels}
            series={names.map(name => ({
              name,
              label: t(`series.${name}`),
              values: data.days.map(day => day[name]),
            }))}
            fileName={`${chart}.csv`}
          />
        ))}
        <SeriesFigure
          title={t('overview.top')}
          rowLabel={t('overview.app')}
          labels={data.top.map(({ app }) => app?.name ?? t('overview.keys'))}
          series={(['calls', 'errors'] as const).map(name => ({
            name,
            label: t(`series.${name}`),
            values: data.top.map(row => row[name]),
          }))}
          fileName="apps.csv"
          chart={false}
        />
      </Stack>
    </>
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
