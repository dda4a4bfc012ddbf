/** A browser for the pages that oidc-provider brings for development: signs in, allows, and comes back with its cookies and a code. */
import { readForm } from '../../packages/server/src/fixtures.ts';

export async function walk(start: string, callback: string): Promise<{ cookie: string; code: string }> {
  const cookies = new Map<string, string>();
  const header = (): string => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  let next = start;
  let init: RequestInit = {};
  for (let hop = 0; hop < 20; hop++) {
    const response = await fetch(next, { ...init, headers: { cookie: header() }, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = response.headers.get('location');
    const body = await response.text();
    if (location?.startsWith(callback)) {
      const code = new URL(location).searchParams.get('code');
      if (code === null) throw new Error(location);
      return { cookie: header(), code };
    }
    if (location !== null) {
      [next, init] = [new URL(location, next).href, {}];
      continue;
    }
    const form = readForm(body);
    const fields = form.hidden['prompt'] === 'login' ? { login: 'ada', password: 'x' } : {};
    const filled = new URLSearchParams({ ...form.hidden, ...fields });
    [next, init] = [new URL(form.action, next).href, { method: 'POST', body: filled }];
  }
  throw new Error(`no callback; the last page was ${next}`);
}
