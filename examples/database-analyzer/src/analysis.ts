/** The analysis itself: which fields of a database are worth a chart, and their counts. Pure. */

interface Bar {
  label: string;
  count: number;
}

export interface Series {
  /** "Interests" */
  title: string;
  /** `ranking`: most frequent first. `histogram`: in the order of the values. */
  kind: 'ranking' | 'histogram';
  bars: readonly Bar[];
}

type Rows = readonly Record<string, unknown>[];

const mostBars = 8;
const mostCharts = 4;

/** "birth_date", "birthDate" → "Birth date". */
function humanize(field: string): string {
  const words = field
    .replace(/[_-]+/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function ranking(values: readonly string[]): Bar[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const bars = [...counts].map(([label, count]) => ({ label, count }));
  return bars.toSorted((a, b) => b.count - a.count || a.label.localeCompare(b.label)).slice(0, mostBars);
}

/** Classes as wide as 1, 2, 5, 10, 20, 50…, so that few enough remain. */
function classWidth(range: number): number {
  for (let width = 1; ; width *= 10) {
    for (const factor of [1, 2, 5]) if (range / (width * factor) < mostBars) return width * factor;
  }
}

function histogram(values: readonly number[]): Bar[] {
  const lowest = Math.min(...values);
  const width = classWidth(Math.max(...values) - lowest + 1);
  const first = Math.floor(lowest / width) * width;
  const bars: Bar[] = [];
  for (let from = first; from <= Math.max(...values); from += width) {
    const count = values.filter(value => value >= from && value < from + width).length;
    bars.push({ label: width === 1 ? String(from) : `${from}–${from + width - 1}`, count });
  }
  return bars;
}

/** What one field tells, or null: ids, names and addresses differ in every row and tell nothing. */
function describeField(field: string, rows: Rows): (Series & { rank: number }) | null {
  const title = humanize(field);
  const values = rows.map(row => row[field]).filter(value => value !== null && value !== undefined);
  if (values.length < 3 || /(^|_)id$|Id$/.test(field)) return null;
  if (values.every(Array.isArray)) {
    const tags = values.flat().filter(value => typeof value === 'string');
    return tags.length === 0 ? null : { title, kind: 'ranking', bars: ranking(tags), rank: 0 };
  }
  const numbers = values.filter((value): value is number => Number.isFinite(value));
  if (numbers.length === values.length)
    return { title, kind: 'histogram', bars: histogram(numbers), rank: 1 };
  const texts = values.filter((value): value is string => typeof value === 'string');
  if (texts.length !== values.length) return null;
  if (texts.every(text => /^\d{4}-\d\d-\d\d/.test(text))) {
    const years = texts.map(text => Number(text.slice(0, 4)));
    return { title: `${title}, by year`, kind: 'histogram', bars: histogram(years), rank: 2 };
  }
  const distinct = new Set(texts).size;
  if (distinct < 2 || distinct > values.length / 2) return null;
  return { title, kind: 'ranking', bars: ranking(texts), rank: 3 };
}

/** The charts of a database, the most telling first. */
export function analyze(rows: Rows): Series[] {
  const fields = [...new Set(rows.flatMap(row => Object.keys(row)))];
  return fields
    .map(field => describeField(field, rows))
    .filter(series => series !== null)
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, mostCharts)
    .map(({ title, kind, bars }) => ({ title, kind, bars }));
}
