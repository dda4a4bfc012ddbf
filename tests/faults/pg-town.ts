/** Three nodes on one PostgreSQL, each behind a network of its own and with a clock of its own, and users who use any of them. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCluster, type Cluster } from '../../packages/server/src/store/postgres/fixtures.ts';
import { pause, type Trial } from './harness.ts';
import { monotonicNow, type Entry } from './history.ts';
import { createParties, type Party } from './parties.ts';
import { seededRandom, type Random } from './random.ts';
import { newSite, serve, type RealServer, type Site } from './server-process.ts';
import { BRIEF_SLUG } from './site-config.ts';
import { openProxy, type TcpProxy } from './tcp-proxy.ts';
import { openWire, type Wire } from './wire.ts';
import { Worker } from './worker.ts';

const CLOCK = fileURLToPath(import.meta.resolve('./clock-offset.ts'));
/** S-E10. */
const CLOCKS_MS = [-120_000, 0, 120_000];
const WORKERS = 6;
/** Node's own patience is five seconds, and the network's seven: longer than both, nothing can be said. */
const GIVE_UP_MS = 60_000;

/** The disk of the database, where a small one can be mounted; null: the machine's own. */
interface Disk {
  place: string;
  isSmall: boolean;
  remove(): void;
}

export class PgNode {
  readonly proxy: TcpProxy;
  readonly #site: Site;
  readonly #trial: Trial;
  readonly #clockMs: number;
  #server: RealServer | null = null;
  #wire: Wire | null = null;

  constructor(site: Site, proxy: TcpProxy, trial: Trial, clockMs: number) {
    this.#site = site;
    this.proxy = proxy;
    this.#trial = trial;
    this.#clockMs = clockMs;
  }

  async start(): Promise<void> {
    const server = await serve(this.#site, { without: this.#trial.without, preload: [CLOCK] });
    const told = once(server.process, 'message');
    server.process.send({ offsetMs: this.#clockMs });
    await told;
    this.#wire?.close();
    [this.#server, this.#wire] = [server, openWire(server.url)];
  }

  get wire(): Wire {
    return this.#wire!;
  }

  async kill(): Promise<void> {
    await this.#server?.kill();
  }

  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    this.#server!.process.kill(name);
  }

  async isReady(): Promise<boolean> {
    return await this.wire.inject({ method: 'GET', url: '/readyz' }).then(
      ({ status }) => status === 200,
      () => false,
    );
  }

  async close(): Promise<void> {
    this.#wire?.close();
    await this.#server?.kill();
    await this.proxy.close();
  }
}

export class Town {
  readonly nodes: readonly PgNode[];
  readonly cluster: Cluster;
  readonly disk: Disk;
  readonly url: string;
  readonly random: Random;
  /** Connects, revokes and checks where it is told to. */
  readonly prober: Worker;
  proberNode = 0;
  /** Its tokens live for seconds. */
  readonly briefApp: Party;
  readonly #workers: readonly Worker[];
  readonly #removeSites: () => void;
  #isLoading = false;

  private constructor(
    parts: Pick<Town, 'nodes' | 'cluster' | 'disk' | 'url' | 'random' | 'briefApp'>,
    parties: readonly Party[],
    removeSites: () => void,
  ) {
    ({
      nodes: this.nodes,
      cluster: this.cluster,
      disk: this.disk,
      url: this.url,
      random: this.random,
      briefApp: this.briefApp,
    } = parts);
    this.#removeSites = removeSites;
    const choice = this.random.fork();
    // No sticky sessions: every request finds any node.
    const anywhere = (): Wire => choice.pick(this.nodes).wire;
    const [first, ...others] = parties as [Party, ...Party[]];
    this.prober = new Worker(first, this.random.fork(), () => this.nodes[this.proberNode]!.wire);
    this.#workers = others.map(party => new Worker(party, this.random.fork(), anywhere));
  }

  static async open(trial: Trial): Promise<Town> {
    const disk = openDisk();
    const cluster = await startCluster({ place: disk.place });
    const url = await cluster.createDatabase();
    const { hostname, port } = new URL(url);
    const sites: Site[] = [];
    const nodes: PgNode[] = [];
    for (const clockMs of CLOCKS_MS) {
      const proxy = await openProxy({ host: hostname, port: Number(port) });
      const own = new URL(url);
      own.port = String(proxy.port);
      const site = { ...newSite(), databaseUrl: own.href };
      sites.push(site);
      nodes.push(new PgNode(site, proxy, trial, clockMs));
    }
    const direct = { ...sites[0]!, databaseUrl: url };
    const parties = await createParties(direct, WORKERS + 1);
    const [briefApp] = await createParties(direct, 1, BRIEF_SLUG);
    await Promise.all(nodes.map(node => node.start()));
    const random = seededRandom(trial.seed);
    const removeSites = (): void => sites.forEach(site => site.remove());
    return new Town({ nodes, cluster, disk, url, random, briefApp: briefApp! }, parties, removeSites);
  }

  get workers(): readonly Worker[] {
    return [this.prober, ...this.#workers];
  }

  async warmUp(): Promise<void> {
    for (const worker of this.#workers) await worker.warmUp();
  }

  /** @returns what ends it. */
  beginLoad(): () => Promise<void> {
    this.#isLoading = true;
    const loading = this.#workers.map(async worker => {
      while (this.#isLoading) {
        await worker.step();
        // Refused connections come back at once.
        await pause(5);
      }
    });
    return async () => {
      this.#isLoading = false;
      await Promise.all(loading);
    };
  }

  /** @returns milliseconds until every node says that it is ready. */
  async untilWell(): Promise<number> {
    const begun = monotonicNow();
    for (const node of this.nodes) {
      while (!(await node.isReady())) {
        if (monotonicNow() - begun > GIVE_UP_MS) return Number.POSITIVE_INFINITY;
        await pause(50);
      }
    }
    return monotonicNow() - begun;
  }

  get history(): Entry[] {
    return this.workers.flatMap(worker => worker.history);
  }

  async close(): Promise<void> {
    await Promise.all(this.nodes.map(node => node.close()));
    await this.cluster.remove();
    this.disk.remove();
    this.#removeSites();
  }
}

function openDisk(): Disk {
  const place = mkdtempSync(join(tmpdir(), 'valetkey-disk-'));
  const options = ['-t', 'tmpfs', '-o', 'size=200m,mode=0755', 'tmpfs', place];
  const isSmall = spawnSync('mount', options, { stdio: 'ignore' }).status === 0;
  return {
    place: isSmall ? place : tmpdir(),
    isSmall,
    remove: () => {
      if (isSmall) spawnSync('umount', ['-l', place]);
      rmSync(place, { recursive: true, force: true });
    },
  };
}
