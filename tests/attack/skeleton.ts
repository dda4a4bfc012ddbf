/** What a page is made of, read by a real browser's parser: elements, the names of their attributes, and where its addresses lead. */
import type { Page } from 'playwright-core';

/** One text per page; equal where two pages differ in their texts alone. */
export async function skeletonsOf(page: Page, pages: readonly string[]): Promise<string[]> {
  return await page.evaluate<string[]>(`(${IN_BROWSER})(${JSON.stringify(pages)})`);
}

/** Runs in the browser, where parsing executes nothing: a text that became an element stands there as one. */
const IN_BROWSER = `pages => pages.map(html => {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const ADDRESSES = ['href', 'src', 'action', 'formaction', 'srcset', 'data', 'xlink:href'];
  const VALUES = ['style', 'type', 'name', 'http-equiv', 'rel', 'method', 'target'];
  const whereTo = value => {
    const { protocol, host } = new URL(value, 'https://ours.example');
    return protocol === 'data:' ? value.slice(0, 20) : protocol + host;
  };
  const wordOf = ({ name, value }) =>
    ADDRESSES.includes(name) ? name + '=' + whereTo(value) : VALUES.includes(name) ? name + '=' + value : name;
  return [...parsed.querySelectorAll('*')]
    .map(element => element.localName + ' ' + [...element.attributes].map(wordOf).sort().join(' '))
    .join('\\n');
})`;
