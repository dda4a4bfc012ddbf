/** Bare `node:http`, answering every request of a plan with the bytes that Valetkey answers it with. */
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { startProcess, type ServerProcess } from '../harness/contender.ts';
import type { Plan, RequestTemplate } from '../load/plan.ts';

interface Sample {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export async function startBare(
  plan: Plan,
  url: string,
): Promise<{ url: string; process: ServerProcess; stop(): Promise<void> }> {
  const { steps, values } = plan.chains.at(-1)!;
  const own = [...values];
  const samples: Record<string, Sample> = {};
  for (const { template } of steps.slice(0, plan.templates.length)) {
    const request = plan.templates[template]!;
    const sample = await ask(url, request, own);
    for (const { value, after } of request.takes ?? []) own[value] = valueAfter(sample, after);
    samples[request.method] = sample;
  }
  const child = await startProcess(
    [process.execPath, fileURLToPath(new URL('bare.child.ts', import.meta.url))],
    {
      logFile: join(tmpdir(), 'valetkey-bench-bare.log'),
      environment: { SAMPLES: JSON.stringify(samples) },
    },
  );
  const { port } = JSON.parse(child.firstLine) as { port: number };
  return { url: `http://127.0.0.1:${port}`, process: child, stop: () => child.stop() };
}

function ask(url: string, template: RequestTemplate, values: readonly string[]): Promise<Sample> {
  const fill = (source: string): string =>
    source.replace(/\{\{(\d)\}\}/g, (_, i: string) => values[Number(i)]!);
  const headers = Object.fromEntries(
    Object.entries(template.headers ?? {}).map(([name, value]) => [name, fill(value)]),
  );
  if (template.body !== undefined) headers['content-type'] = 'application/x-www-form-urlencoded';
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${url}${fill(template.path)}`, { method: template.method, headers });
    request.on('error', reject);
    request.on('response', response => {
      const { date: _date, connection: _connection, 'keep-alive': _keepAlive, ...sent } = response.headers;
      text(response).then(body => {
        const { statusCode: status = 0 } = response;
        if (status === template.status) resolve({ status, headers: sent as Record<string, string>, body });
        else reject(new Error(`${status}: ${body}`));
      }, reject);
    });
    request.end(template.body === undefined ? undefined : fill(template.body));
  });
}

function valueAfter({ headers, body }: Sample, after: string): string {
  const all = `${Object.values(headers).join('\n')}\n${body}`;
  const at = all.indexOf(after);
  if (at < 0) throw new Error(`no ${after} in ${all}`);
  return /^[^"&;\s]*/.exec(all.slice(at + after.length))![0];
}
