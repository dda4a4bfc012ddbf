/** The chart of the README: operations a second, everybody beside the bare server. Readable on light and on dark ground. */
import type { Results } from './report.ts';

const WIDTH = 760;
const LABEL = 270;
const BAR = 16;
const TITLES = {
  'client-credentials': 'Client credentials',
  refresh: 'Refresh with rotation',
  flow: 'Authorize, then exchange (flows)',
  introspect: 'Introspection',
} as const;

export function drawChart({ operations, machine }: Results): string {
  const parts: string[] = [];
  let y = 12;
  for (const [operation, measured] of Object.entries(operations)) {
    y += 20;
    parts.push(text(0, y, TITLES[operation as keyof typeof TITLES], 'title'));
    y += 10;
    const most = Math.max(...measured.map(one => one.operationsPerSecond));
    for (const { name, operationsPerSecond } of measured) {
      const width = Math.max(2, ((WIDTH - LABEL - 80) * operationsPerSecond) / most);
      const kind = name.startsWith('Valetkey') ? 'own' : name.startsWith('bare') ? 'limit' : 'peer';
      parts.push(text(LABEL - 8, y + 12, name, 'name'));
      parts.push(
        `<rect class="${kind}" x="${LABEL}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="2"/>`,
      );
      parts.push(
        text(LABEL + width + 6, y + 12, Math.round(operationsPerSecond).toLocaleString('en'), 'value'),
      );
      y += BAR + 5;
    }
    y += 8;
  }
  parts.push(
    text(
      0,
      y + 10,
      `A second, one core, ${machine.date.slice(0, 10)}, Node ${machine.node.slice(1)}. npm run bench`,
      'value',
    ),
  );
  const height = y + 18;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="Operations a second of Valetkey, its peers and a bare server">
<style>
text { font: 12px system-ui, sans-serif; fill: #1f2328 } .title { font-weight: 600; font-size: 13px } .name { text-anchor: end } .value { fill: #59636e }
.own { fill: #0b6bcb } .peer { fill: #8b949e } .limit { fill: none; stroke: #8b949e; stroke-dasharray: 3 2 }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .value { fill: #9198a1 } .own { fill: #4aa3ff } .peer { fill: #6e7681 } }
</style>
${parts.join('\n')}
</svg>
`;
}

function text(x: number, y: number, content: string, kind: string): string {
  const safe = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text class="${kind}" x="${x.toFixed(1)}" y="${y}">${safe}</text>`;
}
