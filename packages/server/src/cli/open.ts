/** Opens what a command works on: configuration, store, keys. */
import type { ValetkeyConfig } from '../config-types.ts';
import { systemClock } from '../domain/clock.ts';
import { SharedClock } from '../domain/shared-clock.ts';
import { openCore, type Core, type Log } from '../domain/core.ts';
import { databaseOf, makeDirectory, openStore } from './database-location.ts';
import { masterKeyOf, type Environment } from './environment.ts';

/** @throws {ConfigError} */
export async function openFromConfig(
  config: ValetkeyConfig,
  environment: Environment,
  log: Log,
): Promise<Core> {
  const location = databaseOf(config, environment);
  if (location.engine === 'sqlite') makeDirectory(location.directory);
  const master = masterKeyOf(config, environment, { create: true, isShared: location.engine === 'postgres' });
  const store = await openStore(location);
  try {
    const shared = location.engine === 'postgres' ? await SharedClock.open(() => store.nowMs()) : null;
    const core = await openCore({
      config: withSmtpPassword(config, environment.smtpPassword),
      store,
      master,
      clock: shared ?? systemClock,
      log,
      metricsToken: environment.metricsToken,
    });
    return {
      ...core,
      close: async () => {
        shared?.stop();
        await core.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

function withSmtpPassword(config: ValetkeyConfig, password: string | undefined): ValetkeyConfig {
  const { mail } = config;
  if (password === undefined || mail?.smtp === undefined) return config;
  return { ...config, mail: { ...mail, smtp: { ...mail.smtp, password } } };
}

/** For commands: what would be logged is of no interest unless it is a problem. */
export const quietLog: Log = {
  info: () => {},
  warn: (fields, message) => void process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
  error: (fields, message) => void process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
};
