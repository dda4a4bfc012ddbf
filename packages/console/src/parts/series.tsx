/** Numbers over time, or by something else: the chart for the eye, the same in a table beneath, and the table as a file. */
import { Button, Title } from '@mantine/core';
import { Download } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { saveCsv } from './csv.ts';
import { OneByOne } from './one-by-one.tsx';
import styles from './series.module.css';
import { TimeChart } from './time-chart.tsx';

/** One line of the chart, one column of the table. */
export interface Series {
  name: string;
  label: string;
  values: readonly number[];
}

interface SeriesProps {
  title: string;
  /** Heads the first column. */
  rowLabel: string;
  /** One for each value: a day, an hour, a route. */
  labels: readonly string[];
  series: readonly Series[];
  /** `usage.csv` */
  fileName: string;
  /** False where the rows are no stretch of time. */
  chart?: boolean;
}

export function SeriesFigure({ title, rowLabel, labels, series, fileName, chart = true }: SeriesProps) {
  const { t } = useTranslation();
  const head = [rowLabel, ...series.map(({ label }) => label)];
  const rows = labels.map((label, i) => [label, ...series.map(({ values }) => values[i] ?? 0)]);
  return (
    <figure className={`card ${styles['figure']}`}>
      <figcaption className={styles['head']}>
        <Title order={2}>{title}</Title>
        <Button
          variant="default"
          size="xs"
          leftSection={<Download size={14} aria-hidden />}
          onClick={() => saveCsv(fileName, [head, ...rows])}
        >
          {t('series.csv')}
        </Button>
      </figcaption>
      {chart && (
        <div aria-hidden>
          <TimeChart labels={labels} series={series} />
        </div>
      )}
      <SeriesTable title={title} head={head} rows={rows} />
    </figure>
  );
}

/** Several of them, each drawn when the one before is there. */
export function SeriesFigures({ children }: { children: readonly ReactElement[] }) {
  return <OneByOne place={styles['place']!}>{children}</OneByOne>;
}

interface TableProps {
  title: string;
  head: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}

function SeriesTable({ title, head, rows }: TableProps) {
  const { t, i18n } = useTranslation();
  // One for all cells: making one takes twenty times as long as using it.
  const number = new Intl.NumberFormat(i18n.language);
  const shown = (value: string | number): string =>
    typeof value === 'number' ? number.format(value) : value;
  return (
    // Whoever has only a keyboard scrolls it, too.
    <div
      className={`${styles['scroll']} tabular`}
      role="region"
      tabIndex={0}
      aria-label={t('series.table', { title })}
    >
      <table>
        <thead>
          <tr>
            {head.map(label => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([label = '', ...values]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {values.map((value, i) => (
                <td key={head[i + 1]}>{shown(value)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
