/** The other servers, each in its own process, each with clients, tokens and sessions of its own making. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProcess, type Contender, type Facts, type OperationName } from '../harness/contender.ts';

function peer(
  name: string,
  file: string,
  operations: readonly OperationName[],
  environmentOf: (directory: string) => Record<string, string> = () => ({}),
): Contender {
  return {
    name,
    operations,
    async start() {
      const directory = mkdtempSync(join(tmpdir(), 'valetkey-bench-peer-'));
      const process_ = await startProcess([process.execPath, fileURLToPath(new URL(file, import.meta.url))], {
        logFile: join(directory, 'server.log'),
        until: /^\{"url"/,
        environment: environmentOf(directory),
      });
      return {
        facts: JSON.parse(process_.firstLine) as Facts,
        process: process_,
        async stop() {
          await process_.stop();
          rmSync(directory, { recursive: true, force: true });
        },
      };
    },
  };
}

export const PEERS: readonly Contender[] = [
  peer('oidc-provider (memory)', 'oidc-provider.child.ts', [
    'client-credentials',
    'refresh',
    'flow',
    'introspect',
  ]),
  peer(
    'oidc-provider (SQLite)',
    'oidc-provider.child.ts',
    ['client-credentials', 'refresh', 'flow', 'introspect'],
    directory => ({ DATABASE: join(directory, 'oidc.db') }),
  ),
  peer('@node-oauth/oauth2-server (memory)', 'node-oauth.child.ts', [
    'client-credentials',
    'refresh',
    'flow',
  ]),
  peer('@jmondi/oauth2-server (memory)', 'jmondi.child.ts', ['client-credentials']),
  peer('better-auth (memory)', 'better-auth.child.ts', ['client-credentials', 'refresh', 'introspect']),
];
