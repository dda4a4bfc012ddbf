/** Somebody else's website: at 127.0.0.1 it is another site than ours, at localhost another origin of the same site. */
import { createServer } from 'node:http';
import type { TestContext } from 'node:test';
import { listenAnywhere } from '../world.ts';

export interface OtherSite {
  /** `http://127.0.0.1:<port>`: Lax cookies of ours stay behind. */
  crossSite: string;
  /** `http://localhost:<port>`: our cookies go along, so only our own checks are left. */
  sameSite: string;
  /** What was asked for, newest last. */
  visited: string[];
}

/** Shows each of the pages at its path; a text that begins with `http` is an address to redirect to. */
export async function openOtherSite(t: TestContext, pages: Record<string, string>): Promise<OtherSite> {
  const visited: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    visited.push(path);
    const page = pages[path.split('?')[0]!];
    if (page === undefined) response.writeHead(404);
    else if (page.startsWith('http')) response.writeHead(302, { location: page });
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(page?.startsWith('http') ? '' : page);
  });
  const sameSite = await listenAnywhere(server);
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return { sameSite, crossSite: sameSite.replace('localhost', '127.0.0.1'), visited };
}

/** A page that posts a form as soon as it is opened. */
export function attackPage(action: string, fields: Record<string, string>): string {
  const inputs = Object.entries(fields).map(([name, value]) => `<input name="${name}" value="${value}">`);
  return `<!doctype html><link rel="icon" href="data:,"><form method="post" action="${action}">${inputs.join('')}</form>
    <script>document.forms[0].submit()</script>`;
}
