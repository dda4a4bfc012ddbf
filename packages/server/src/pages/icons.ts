/** The icons of the hosted pages: inline, in the colour of the text, hidden from screen readers because a word goes with each. */
import { type Html, raw } from '../http/html.ts';

/** The mark: a key whose bow is an open ring. One path on a 16 pixel grid, stroked with 2. */
const MARK_PATH = 'M4.24 7.23A3.7 3.7 0 1 0 7.82 8.18L14.5 1.5M11.2 4.8L13.6 7.2';

const STROKES = {
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z',
  pencil: 'M4 20l1-4.5L16.5 4a2.1 2.1 0 0 1 3 3L8.5 19 4 20ZM14 6.5l3.5 3.5',
  verified:
    'M12 2.8l7.5 2.8v5.9c0 4.6-3.1 8-7.5 9.7-4.4-1.7-7.5-5.1-7.5-9.7V5.6L12 2.8ZM8.5 12l2.5 2.5 4.7-5',
  unverified:
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM9.5 9.5a2.5 2.5 0 1 1 3.6 2.3c-.7.4-1.1.9-1.1 1.7M12 17v.01',
  development: 'M8 7l-5 5 5 5M16 7l5 5-5 5',
  warning: 'M12 3.8L2.8 19.5h18.4L12 3.8ZM12 10v4.5M12 17v.01',
  cannot: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM5.7 5.7l12.6 12.6',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7v5.2l3.3 2',
  next: 'M4 12h15M13 6l6 6-6 6',
  undo: 'M9 14l-5-5 5-5M4 9h10a6 6 0 0 1 0 12h-3',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 20.5c.7-3.7 3.7-5.5 7.5-5.5s6.8 1.8 7.5 5.5',
  account:
    'M4.5 20.5V5.5a2 2 0 0 1 2-2h7a2 2 0 0 1 2 2v15M15.5 10h2a2 2 0 0 1 2 2v8.5M3 20.5h18M8 8h4M8 12h4M8 16h4',
  link: 'M10 14a4 4 0 0 0 5.7 0l3.3-3.3A4 4 0 0 0 13.3 5L12 6.3M14 10a4 4 0 0 0-5.7 0L5 13.3A4 4 0 0 0 10.7 19l1.3-1.3',
  chevron: 'M9 5l7 7-7 7',
} as const;

export type IconName = keyof typeof STROKES;

export function icon(name: IconName): Html {
  return raw(
    `<svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">` +
      `<path d="${STROKES[name]}"/></svg>`,
  );
}

export const mark: Html = raw(
  `<svg class="mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">` +
    `<path d="${MARK_PATH}"/></svg>`,
);

/** The tab's icon, inlined: asks nobody for anything. Both schemes show it, so it takes the mark's own green. */
export const favicon: Html = raw(
  `<link rel="icon" type="image/svg+xml" href="data:image/svg+xml,` +
    `%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath fill='none' stroke='%231B7F6B' ` +
    `stroke-width='2' stroke-linecap='round' stroke-linejoin='round' d='${MARK_PATH}'/%3E%3C/svg%3E">`,
);
