/** Lines over time; the values of a moment stand beside the pointer. Who cannot see it reads the table beneath (`series.tsx`). */
import { useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { scaleOf } from './chart-scale.ts';
import type { Series } from './series.tsx';
import styles from './time-chart.module.css';

/** Told apart without their colours, too. No red: nothing ends here. */
const DASHES = ['none', '6 4', '2 3', '10 4 2 4'];
const COLOURS = [
  'var(--mantine-primary-color-filled)',
  'var(--mantine-color-text)',
  'var(--mantine-color-dimmed)',
  'var(--mantine-color-text)',
];
const NAMED_MOMENTS = 6;

export function TimeChart({ labels, series }: { labels: readonly string[]; series: readonly Series[] }) {
  const { i18n } = useTranslation();
  const [at, setAt] = useState<number | null>(null);
  const { ticks, max } = scaleOf(Math.max(0, ...series.flatMap(({ values }) => values)));
  const short = new Intl.NumberFormat(i18n.language, { notation: 'compact' });
  const last = Math.max(1, labels.length - 1);
  const point = ({ currentTarget, clientX }: PointerEvent): void => {
    const { left, width } = currentTarget.getBoundingClientRect();
    setAt(Math.min(labels.length - 1, Math.max(0, Math.round(((clientX - left) / width) * last))));
  };
  return (
    <>
      <Legend series={series} />
      <div className={`${styles['chart']} tabular`}>
        {ticks.map(tick => (
          <div key={tick} className={styles['tick']} style={{ bottom: `${(tick / max) * 100}%` }}>
            <span>{short.format(tick)}</span>
          </div>
        ))}
        <div className={styles['plot']} onPointerMove={point} onPointerLeave={() => setAt(null)}>
          <svg viewBox={`0 0 ${last} ${max}`} preserveAspectRatio="none">
            {series.map(({ name, values }, i) => (
              <polyline
                key={name}
                points={values.map((value, x) => `${x},${max - value}`).join(' ')}
                stroke={COLOURS[i]}
                strokeDasharray={DASHES[i]}
              />
            ))}
          </svg>
          {at !== null && <Moment at={at} share={at / last} label={labels[at] ?? ''} series={series} />}
        </div>
      </div>
      <div className={styles['moments']}>
        {momentsOf(labels).map(([label, i]) => (
          <span key={i} style={{ left: `${(i / last) * 100}%` }}>
            {label}
          </span>
        ))}
      </div>
    </>
  );
}

/** As many labels as have room, the same distance apart. */
function momentsOf(labels: readonly string[]): [label: string, index: number][] {
  const step = Math.max(1, Math.ceil(labels.length / NAMED_MOMENTS));
  return labels.map((label, i): [string, number] => [label, i]).filter(([, i]) => i % step === 0);
}

function Legend({ series }: { series: readonly Series[] }) {
  return (
    <div className={styles['legend']}>
      {series.map(({ name, label }, i) => (
        <span key={name}>
          <Line i={i} /> {label}
        </span>
      ))}
    </div>
  );
}

function Line({ i }: { i: number }) {
  return (
    <svg width="24" height="4">
      <line x2="24" y1="2" y2="2" stroke={COLOURS[i]} strokeDasharray={DASHES[i]} />
    </svg>
  );
}

interface MomentProps {
  at: number;
  share: number;
  label: string;
  series: readonly Series[];
}

function Moment({ at, share, label, series }: MomentProps) {
  const { i18n } = useTranslation();
  const side = share > 0.5 ? { right: `${(1 - share) * 100}%` } : { left: `${share * 100}%` };
  return (
    <>
      <div className={styles['here']} style={{ left: `${share * 100}%` }} />
      <div className={styles['values']} style={side}>
        <strong>{label}</strong>
        {series.map(({ name, label: of, values }, i) => (
          <span key={name}>
            <Line i={i} /> {of} <b>{(values[at] ?? 0).toLocaleString(i18n.language)}</b>
          </span>
        ))}
      </div>
    </>
  );
}
