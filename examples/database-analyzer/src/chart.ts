/** Bar charts as inline SVG, made on the server, each with the same numbers as a table beneath. */
import type { Series } from './analysis.ts';
import { html, type Markup } from './html.ts';

/** Drawn for 320 units, so that the text stays readable where the screen is no wider. */
const width = 320;
const labelWidth = 112;
const valueWidth = 36;
const rowHeight = 28;
const barHeight = 16;

function shorten(label: string): string {
  return label.length > 15 ? `${label.slice(0, 14)}…` : label;
}

function renderBar(label: string, count: number, most: number, row: number): Markup {
  const y = row * rowHeight + 6;
  const length = Math.max(2, Math.round(((width - labelWidth - valueWidth) * count) / most));
  return html`<text class="label" x="${labelWidth - 10}" y="${y + 13}" text-anchor="end"
      >${shorten(label)}</text
    >
    <rect
      class="bar"
      x="${labelWidth}"
      y="${y}"
      width="${count === 0 ? 0 : length}"
      height="${barHeight}"
      rx="3"
    />
    <text class="value" x="${labelWidth + (count === 0 ? 0 : length) + 8}" y="${y + 13}">${count}</text>`;
}

function renderSentence({ title, bars }: Series): string {
  const largest = bars.toSorted((a, b) => b.count - a.count)[0];
  return largest === undefined
    ? title
    : `${title}: bar chart with ${bars.length} bars. Most: ${largest.label}, ${largest.count}.`;
}

export function renderChart(series: Series): Markup {
  const { title, kind, bars } = series;
  const height = bars.length * rowHeight + 8;
  const most = Math.max(1, ...bars.map(bar => bar.count));
  return html`<figure>
    <figcaption>
      ${title} <small>${kind === 'ranking' ? 'people, most frequent first' : 'number of people'}</small>
    </figcaption>
    <svg role="img" aria-label="${renderSentence(series)}" viewBox="0 0 ${width} ${height}">
      <line class="axis" x1="${labelWidth}" x2="${labelWidth}" y1="2" y2="${height - 2}" />
      ${bars.map(({ label, count }, row) => renderBar(label, count, most, row))}
    </svg>
    <details>
      <summary>The same as a table</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">${title}</th>
            <th scope="col" class="number">People</th>
          </tr>
        </thead>
        <tbody>
          ${bars.map(
            ({ label, count }) =>
              html`<tr>
                <td>${label}</td>
                <td class="number">${count}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>
  </figure>`;
}
