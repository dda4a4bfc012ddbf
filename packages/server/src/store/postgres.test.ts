/** The conformance suite on PostgreSQL: the one from npm, and Debian's 15 where it is installed. */
import { existsSync } from 'node:fs';
import { after, before, describe } from 'node:test';
import { storeConformance } from './conformance/suite.ts';
import { DEBIAN_BINARIES, startCluster, type Cluster } from './postgres/fixtures.ts';

function conformance(name: string, binaries?: string): void {
  describe(name, () => {
    let cluster: Cluster;
    before(async () => void (cluster = await startCluster(binaries === undefined ? {} : { binaries })));
    after(() => cluster.remove());
    storeConformance(name, () => cluster.createDatabase());
  });
}

conformance('PostgreSQL');
if (existsSync(DEBIAN_BINARIES)) conformance("Debian's PostgreSQL 15", DEBIAN_BINARIES);
else console.log(`PostgreSQL 15 was not tested: there is no ${DEBIAN_BINARIES}.`);
