/** What an app's calls came to (screen 17): over time and by route, as charts, tables and files. */
import { SegmentedControl, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { readUsage, USAGE_RANGES, type AnswerOf, type UsageRange } from '@valetkey/protocol/console-api';
import { ChartNoAxesCombined } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { SeriesFigure } from '../../parts/series.tsx';
import { ListLoading, Problem, State } from '../../parts/states.tsx';

type Usage = AnswerOf<typeof readUsage>;
const RANGES = Object.keys(USAGE_RANGES) as UsageRange[];
const COUNTERS = ['calls', 'errors', 'denied', 'limited'] as const;

export function UsageScreen() {
  const { t } = useTranslation('traffic');
  const { appId } = useParams({ from: '/developers/apps/$appId' });
  const [range, setRange] = useState<UsageRange>('month');
  const usage = useQuery({
    queryKey: ['usage', appId, range],
    queryFn: () => call(readUsage, { ids: { appId }, query: { range } }),
    placeholderData: keepPreviousData,
  });
  return (
    <Stack gap="lg">
      <SegmentedControl
        aria-label={t('usage.range')}
        value={range}
        onChange={value => setRange(value)}
        data={RANGES.map(value => ({ value, label: t(`range.${value}`) }))}
        size="xs"
        style={{ alignSelf: 'flex-start' }}
      />
      {usage.isPending ? (
        <ListLoading />
      ) : usage.isError ? (
        <Problem error={usage.error} reset={() => void usage.refetch()} />
      ) : (
        <Figures usage={usage.data} />
      )}
    </Stack>
  );
}

function Figures({ usage }: { usage: Usage }) {
  const { t, i18n } = useTranslation('traffic');
  const { points, routes, stepSeconds } = usage;
  const isQuiet = points.every(({ calls, connected, ended }) => calls + connected + ended === 0);
  if (isQuiet)
    return (
      <State icon={ChartNoAxesCombined} title={t('usage.empty.title')}>
        {t('usage.empty.text')}
      </State>
    );
  const time = stepSeconds < 86_400 ? ({ timeStyle: 'short' } as const) : {};
  const date = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', ...time, timeZone: 'UTC' });
  const labels = points.map(({ at }) => date.format(at * 1000));
  const column = (name: (typeof COUNTERS)[number] | 'connected' | 'ended') => ({
    name,
    label: t(`series.${name}`),
    values: points.map(point => point[name]),
  });
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('usage.note')}
      </Text>
      <SeriesFigure
        title={t('usage.calls')}
        rowLabel={t('usage.time')}
        labels={labels}
        series={COUNTERS.map(column)}
        fileName="calls.csv"
      />
      <SeriesFigure
        title={t('usage.connections')}
        rowLabel={t('usage.time')}
        labels={labels}
        series={[column('connected'), column('ended')]}
        fileName="connections.csv"
      />
      {routes.length > 0 && (
        <SeriesFigure
          title={t('usage.routes')}
          rowLabel={t('usage.route')}
          labels={routes.map(({ route }) => route)}
          series={COUNTERS.map(name => ({
            name,
            label: t(`series.${name}`),
            values: routes.map(route => route[name]),
          }))}
          fileName="routes.csv"
          chart={false}
        />
      )}
    </>
  );
}
