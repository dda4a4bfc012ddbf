/** Starts the server and ends it well: requests under way are answered, then the store is closed. */
import { buildApp } from '../app.ts';
import { ConfigError } from '../config.ts';
import type { ValetkeyConfig } from '../config-types.ts';
import type { Core } from '../domain/core.ts';
import type { Environment } from './environment.ts';
import { openLog } from './log.ts';
import { openFromConfig } from './open.ts';

export interface Running {
  core: Core;
  /** Where it listens: behind a proxy not where people find it. */
  address: string;
  close(): Promise<void>;
}

export async function listen(config: ValetkeyConfig, environment: Environment): Promise<Running> {
  const log = openLog(config.logLevel ?? 'info', environment.worker);
  const core = await openFromConfig(config, environment, log);
  const app = buildApp(core);
  const port = environment.port ?? config.listen?.port ?? 4000;
  const host = config.listen?.host ?? 'localhost';
  try {
    await app.listen({ port, host });
  } catch (error) {
    await core.close();
    throw explainListen(error as NodeJS.ErrnoException, host, port);
  }
  await core.followUp.start();
  return {
    core,
    address: `http://${host.includes(':') ? `[${host}]` : host}:${app.port}`,
    close: async () => {
      const { drainSeconds = 0 } = config.listen ?? {};
      // Says "not ready" to a load balancer that is given the time to notice. Where nobody waits for that, who has just connected is served.
      if (drainSeconds > 0) {
        core.readiness.drain();
        await pause(drainSeconds * 1000);
      }
      core.feed.stop();
      await app.close();
      await core.close();
      log.close();
    },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}

export function explainListen(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new ConfigError(
      `Port ${port} on ${host} is in use by another program. End that one, or set PORT to another number.`,
    );
  if (error.code === 'EACCES')
    return new ConfigError(`Port ${port} may not be opened by this user. Choose one above 1023 with PORT.`);
  return error;
}
