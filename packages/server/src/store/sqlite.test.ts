/** The conformance suite on SQLite; what only SQLite has is in `sqlite/*.test.ts`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { storeConformance } from './conformance/suite.ts';

const directory = mkdtempSync(join(tmpdir(), 'valetkey-store-'));
let opened = 0;
after(() => rmSync(directory, { recursive: true }));

storeConformance('SQLite', () => Promise.resolve(join(directory, `${++opened}.db`)));
