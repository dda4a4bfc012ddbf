/**
 * `npm run test:faults`: every harness of this folder, with its figures. `-- --long` for the long forms (each at most two hours, or
 * `--hours H`; `--resume` goes on where one ended), `--runs N`, `--seed S`, `--only <part of a name>`, and `--control`: takes the
 * guards away, one by one, and fails unless each harness goes red.
 */
import { fileURLToPath } from 'node:url';
import { clientAnswers } from './client/answers.ts';
import { clientClocks } from './client/clocks.ts';
import { clientKills } from './client/kills.ts';
import { clientOutages } from './client/outages.ts';
import { clientParallel } from './client/parallel.ts';
import { clockJumps } from './clock-jumps.ts';
import { runCommand } from './command.ts';
import { killRandom } from './kill-random.ts';
import { killSyscalls } from './kill-syscalls.ts';
import { oneTime } from './one-time.ts';
import { outages } from './outages.ts';
import { pgFaults } from './pg.ts';
import { overload } from './overload.ts';
import { powerLoss } from './power-loss.ts';
import { revokeRace } from './revoke-race.ts';
import { soak } from './soak.ts';

await runCommand(
  [
    killRandom,
    oneTime,
    revokeRace,
    killSyscalls,
    powerLoss,
    outages,
    clockJumps,
    pgFaults,
    soak,
    overload,
    clientKills,
    clientAnswers,
    clientOutages,
    clientClocks,
    clientParallel,
  ],
  fileURLToPath(import.meta.url),
);
