/** The vault in memory does what every vault does. */
import { vaultConformance } from './conformance/suite.ts';
import { createMemoryStore } from './memory.ts';

vaultConformance('memory', async () => createMemoryStore());
