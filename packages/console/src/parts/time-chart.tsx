/** Lines over time. Heavy, so it is loaded by itself; who cannot see it reads the table beneath (`series.tsx`). */
import '@mantine/charts/styles.layer.css';
import { LineChart } from '@mantine/charts';
import type { Series } from './series.tsx';

/** Told apart without their colours, too. */
const DASHES = ['', '6 4', '2 3', '10 4 2 4'];
const COLOURS = [
  'var(--mantine-primary-color-filled)',
  'var(--ends)',
  'var(--mantine-color-text)',
  'var(--mantine-color-dimmed)',
];

export function TimeChart({ labels, series }: { labels: readonly string[]; series: readonly Series[] }) {
  const rows = labels.map((label, i) => ({
    label,
    ...Object.fromEntries(series.map(({ name, values }) => [name, values[i] ?? 0])),
  }));
  return (
    <LineChart
      h={260}
      data={rows}
      dataKey="label"
      series={series.map(({ name, label }, i) => ({
        name,
        label,
        color: COLOURS[i]!,
        strokeDasharray: DASHES[i]!,
      }))}
      curveType="linear"
      withDots={rows.length < 40}
      withLegend
      dotProps={{ r: 2.5 }}
      lineProps={{ isAnimationActive: false }}
      // The table is what is read aloud and walked through.
      lineChartProps={{ accessibilityLayer: false }}
      yAxisProps={{ allowDecimals: false, width: 48 }}
      xAxisProps={{ minTickGap: 24 }}
    />
  );
}
