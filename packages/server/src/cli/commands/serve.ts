/** `valetkey serve` */
import { defineCommand } from '../command.ts';
import { untilSignal } from '../ending.ts';
import { UsageError } from '../failures.ts';
import { listen } from '../listen.ts';
import { loadWorkspace } from '../workspace.ts';

export const serve = defineCommand({
  name: 'serve',
  summary: 'Run the authorization server',
  options: {
    port: { type: 'text', value: 'number', description: 'Instead of PORT and the configuration’s' },
  },
  async run(context) {
    const { config, source, environment } = await loadWorkspace(context);
    const port = parsePort(context.values.port) ?? environment.port;
    const running = await listen(config, { ...environment, port });
    const ended = untilSignal();
    if (config.publicUrl.startsWith('http:'))
      process.stderr.write(
        'publicUrl is http: for development on this machine only. In production put TLS in front, set publicUrl to ' +
          'the https:// address and name the proxy in trustedProxies.\n',
      );
    context.answer(
      { listening: running.address, public_url: config.publicUrl, configuration: source },
      `Valetkey is ready: ${config.publicUrl} (listens on ${running.address}, ${config.providers.length} ` +
        `provider${config.providers.length === 1 ? '' : 's'}, ${source}).`,
    );
    await ended;
    await running.close();
  },
});

function parsePort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new UsageError(`--port: "${text}" is no number from 0 to 65535.`);
  return Number(text);
}
