/** Preloaded into a server: its wall clock runs {@link CLOCK_RATE} times as fast. */
import { CLOCK_RATE } from './soak-pace.ts';

const now = Date.now.bind(Date);
const begun = now();
Date.now = () => begun + (now() - begun) * CLOCK_RATE;
