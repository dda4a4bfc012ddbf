/** `valetkey serve` */
import { availableParallelism } from 'node:os';
import type { ValetkeyConfig } from '../../config-types.ts';
import { defineCommand } from '../command.ts';
import { untilSignal } from '../ending.ts';
import type { Environment } from '../environment.ts';
import { UsageError } from '../failures.ts';
import { listen } from '../listen.ts';
import { openLog } from '../log.ts';
import { startWorkers, WorkerFailed } from '../workers/supervisor.ts';
import { isWorker, reportListening, shareMetrics } from '../workers/worker.ts';
import { loadWorkspace } from '../workspace.ts';

const MOST_WORKERS = 128;

export const serve = defineCommand({
  name: 'serve',
  summary: 'Run the authorization server',
  options: {
    port: { type: 'text', value: 'number', description: 'Instead of PORT and the configuration’s' },
    workers: {
      type: 'text',
      value: 'number',
      description:
        'So many processes share the port; auto: one for each core. SIGHUP replaces them one by one',
    },
  },
  async run(context) {
    const { config, source, environment } = await loadWorkspace(context);
    const port = parsePort(context.values.port) ?? environment.port;
    const workers = parseWorkers(context.values.workers);
    if (isWorker) return await work(config, { ...environment, port });
    const sayReady = (address: string): void => {
      if (config.publicUrl.startsWith('http:')) process.stderr.write(`${HTTP_WARNING}\n`);
      const providers = `${config.providers.length} provider${config.providers.length === 1 ? '' : 's'}`;
      const processes = workers === null ? '' : `, ${workers} worker${workers === 1 ? '' : 's'}`;
      context.answer(
        {
          listening: address,
          public_url: config.publicUrl,
          configuration: source,
          ...(workers === null ? {} : { workers }),
        },
        `Valetkey is ready: ${config.publicUrl} (listens on ${address}, ${providers}, ${source}${processes}).`,
      );
    };
    if (workers !== null) return await supervise(config, workers, sayReady);
    const running = await listen(config, { ...environment, port });
    const ended = untilSignal();
    sayReady(running.address);
    await ended;
    await running.close();
    return 0;
  },
});

const HTTP_WARNING =
  'publicUrl is http: for development on this machine only. In production put TLS in front, set publicUrl to ' +
  'the https:// address and name the proxy in trustedProxies.';

/** The exit code is 0 when every worker ended well; a worker that cannot start has said why itself. */
async function supervise(
  config: ValetkeyConfig,
  count: number,
  sayReady: (address: string) => void,
): Promise<number> {
  let reload = (): void => {};
  const ended = untilSignal(() => reload());
  try {
    const supervisor = await startWorkers(count, openLog(config.logLevel ?? 'info'), number => ({
      VALETKEY_WORKER: String(number),
    }));
    reload = () => void supervisor.restart();
    sayReady(supervisor.address);
    await ended;
    return await supervisor.end();
  } catch (error) {
    if (error instanceof WorkerFailed) return error.exitCode;
    throw error;
  }
}

async function work(config: ValetkeyConfig, environment: Environment): Promise<number> {
  const running = await listen(config, environment).catch((error: unknown) => {
    // The channel to the supervisor would keep the process.
    process.channel?.unref();
    throw error;
  });
  shareMetrics(running.core.metrics);
  const ended = untilSignal();
  reportListening(running.address);
  await ended;
  await running.close();
  process.exit(0);
}

function parsePort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new UsageError(`--port: "${text}" is no number from 0 to 65535.`);
  return Number(text);
}

function parseWorkers(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (text === 'auto') return availableParallelism();
  if (!/^[1-9]\d{0,2}$/.test(text) || Number(text) > MOST_WORKERS)
    throw new UsageError(`--workers: "${text}" is neither a number from 1 to ${MOST_WORKERS} nor "auto".`);
  return Number(text);
}
