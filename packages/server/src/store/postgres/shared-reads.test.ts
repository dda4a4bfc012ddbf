/** One read for many who ask at once, and never one that began before they asked. */
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { SharedReads } from './shared-reads.ts';

/** Reads that end when they are told to, each with what was true when it began. */
function newSource() {
  const begun: PromiseWithResolvers<number>[] = [];
  const source = {
    truth: 0,
    begun,
    read(): Promise<number> {
      const { truth } = source;
      const answer = Promise.withResolvers<number>();
      begun.push(answer);
      return answer.promise.then(() => truth);
    },
  };
  return source;
}

test('S-E9 who asks while a read is under way is told what was true after asking, all of them by one read', async () => {
  const reads = new SharedReads();
  const source = newSource();
  const ask = async (): Promise<number> => reads.read('app 1', source.read);
  const early = ask();
  source.truth = 1;
  const late = [ask(), ask(), ask()];
  assert.equal(source.begun.length, 1);
  source.begun[0]!.resolve(0);
  assert.equal(await early, 0);
  await Promise.resolve();
  assert.equal(source.begun.length, 2, 'one more, for all who came meanwhile');
  source.truth = 2;
  const last = ask();
  source.begun[1]!.resolve(0);
  assert.deepEqual(await Promise.all(late), [1, 1, 1]);
  source.begun[2]!.resolve(0);
  assert.equal(await last, 2);
});

test('S-E9 another thing is read by itself; a failure is told to those who waited for it, and to nobody else', async () => {
  const reads = new SharedReads();
  const source = newSource();
  const first = reads.read('app 1', source.read);
  const waiting = reads.read('app 1', source.read);
  const other = reads.read('app 2', source.read);
  assert.equal(source.begun.length, 2);
  source.begun[1]!.resolve(0);
  assert.equal(await other, 0);
  source.begun[0]!.reject(new Error('the connection was lost'));
  await assert.rejects(first, /was lost/);
  source.begun[2]!.resolve(0);
  assert.equal(await waiting, 0);
});

test('S-E7 a read that hangs is waited for by nobody who comes later', async t => {
  const reads = new SharedReads();
  const source = newSource();
  const now = performance.now();
  t.after(() => mock.restoreAll());
  const hanging = reads.read('app 1', source.read);
  mock.method(performance, 'now', () => now + 1000);
  const later = reads.read('app 1', source.read);
  assert.equal(source.begun.length, 2);
  source.begun[1]!.resolve(0);
  assert.equal(await later, 0);
  source.begun[0]!.resolve(0);
  assert.equal(await hanging, 0);
});
