/** Each minute, on every node: the audit log is sealed, and what is past its retention goes. In small batches with pauses: nobody waits for it. */
import { sealAll, trimEvents } from './audit/seal.ts';
import { nowSeconds } from './clock.ts';
import type { Core } from './core.ts';

const BATCH = 500;
const MOST_BATCHES = 200;
const PAUSE_MS = 50;
const DAY = 86_400;

type House = Pick<Core, 'config' | 'store' | 'clock' | 'log' | 'keys'>;

export async function keepHouse(house: House): Promise<void> {
  try {
    await keepAudit(house);
    await cleanUp(house);
  } catch (error) {
    house.log.error({ err: error }, 'clean-up failed; it will be tried again in a minute');
  }
}

async function keepAudit({ config, store, clock, log, keys }: House): Promise<void> {
  const { eventSeconds = 400 * DAY } = config.retention ?? {};
  const sealing = { store, pepper: keys.pepper };
  // Whoever keeps the logs elsewhere has there what a log made anew would be measured against.
  for (const { number, mac } of await sealAll(sealing, nowSeconds(clock)))
    log.info({ seal: `${number}:${mac}` }, 'audit log sealed');
  await trimEvents(sealing, clock.nowMs() - eventSeconds * 1000);
}

async function cleanUp({ config, store, clock }: House): Promise<void> {
  const { familySeconds = 30 * DAY } = config.retention ?? {};
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const now = nowSeconds(clock);
    const gone = await store.cleanUp({ now, limit: BATCH, familyRetentionSeconds: familySeconds });
    if (gone < BATCH) return;
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
  }
}
