/** Where the demo's three programs are, all from one port: the server's, then the sample API, then the third-party app. */
import { ConfigError } from '../../config.ts';
import { explainListen } from '../listen.ts';
import { probePort } from '../probe-port.ts';

export interface DemoAddresses {
  server: string;
  api: string;
  app: string;
  ports: readonly [server: number, api: number, app: number];
}

export const DEFAULT_PORT = 4000;
/** Loopback only. */
const HOSTS = ['127.0.0.1', '::1'];

export function addressesOf(port: number): DemoAddresses {
  const at = (offset: number): string => `http://localhost:${port + offset}`;
  return { server: at(0), api: at(1), app: at(2), ports: [port, port + 1, port + 2] };
}

/** @throws {ConfigError} before anything else happens, when one of the three ports is not to be had. */
export async function checkPorts(ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    if (port < 1 || port > 65_535)
      throw new ConfigError('PORT: the demo takes three ports in a row; choose one from 1024 to 65533.');
    for (const host of HOSTS) await checkPort(port, host, ports);
  }
}

async function checkPort(port: number, host: string, ports: readonly number[]): Promise<void> {
  const problem = await probePort(port, host);
  // A machine without IPv6 has no ::1: then nobody listens there either.
  if (problem === null || problem.code === 'EADDRNOTAVAIL' || problem.code === 'EAFNOSUPPORT') return;
  if (problem.code !== 'EADDRINUSE') throw explainListen(problem, host, port);
  throw new ConfigError(
    `Port ${port} is in use by another program. The demo takes ${ports.join(', ')}: end that program, ` +
      'or set PORT to the first of three free ports, for example: PORT=4100 npm start',
  );
}
