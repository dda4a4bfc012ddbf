/**
 * Child process of kill-syscalls.ts: does one operation on a database, and says on standard output when it begins and when it was
 * acknowledged, by system calls of its own, so that a trace has them in their order.
 */
import { writeSync } from 'node:fs';
import { openSqliteStore } from '../../packages/server/src/store/sqlite.ts';
import { OPERATIONS } from './operations.ts';

const [path = '', name = ''] = process.argv.slice(2);
const say = (word: string): void => void writeSync(1, `${word}\n`);

if (name === 'make a new database') {
  say('begin');
  await openSqliteStore({ path });
} else {
  const store = await openSqliteStore({ path });
  if (name === 'copy the log and close') {
    say('begin');
    await store.close();
  } else {
    const operation = OPERATIONS[name]!;
    say('begin');
    await operation(store);
  }
}
say('done');
// Without a good end: what follows the answer is another operation.
process.exit();
