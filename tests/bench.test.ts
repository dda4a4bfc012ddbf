/** The harness of `npm run bench` itself: it runs, it counts what was answered, and it does not take an error for an answer. */
import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { drawChart } from '../bench/harness/chart.ts';
import { OPERATIONS } from '../bench/harness/contender.ts';
import { describeMachine } from '../bench/harness/machine.ts';
import { PLANS } from '../bench/harness/operations.ts';
import { measure, type Candidate, type Measured } from '../bench/harness/rounds.ts';
import { form, repeat } from '../bench/load/plan.ts';
import { hasCompiler, runLoad, tryLoad } from '../bench/load/run-load.ts';
import { startBare } from '../bench/peers/bare.ts';
import { newSite, valetkey } from '../bench/peers/valetkey.ts';

const unlessCompiler = hasCompiler()
  ? {}
  : { skip: 'there is no C compiler here: apt-get install gcc libc6-dev' };

async function listen(t: TestContext, listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  t.after(() => server.closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test(
  'the load sends what the plan says, takes what answers bring, and counts each answer once',
  unlessCompiler,
  async t => {
    const seen: string[] = [];
    const url = await listen(t, (request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => (body += text));
      request.on('end', () => {
        seen.push(`${request.url} ${body}`);
        // Chunked, in several pieces: an answer counts when it is whole.
        response.write('{"kind":"x",');
        setImmediate(() => response.end(`"token":"t${seen.length}"}`));
      });
    });
    const takes = [{ value: 0, after: '"token":"' }];
    const request = {
      method: 'POST',
      path: '/x',
      body: form({ token: '{{0}}' }),
      status: 200,
      takes,
    } as const;
    const result = await runLoad({ url, plan: repeat([request], [['first']]), seconds: 1, connections: 1 });
    // One may be under way when the time is over: it has been seen, and does not count.
    assert.ok(result.good === seen.length || result.good === seen.length - 1);
    assert.ok(result.good > 1);
    assert.deepEqual(seen.slice(0, 2), ['/x token=first', '/x token=t1']);
    assert.deepEqual(result.next.chains[0]!.values, [`t${result.good}`]);
  },
);

test('a server that answers errors is not measured', unlessCompiler, async t => {
  const url = await listen(t, (_request, response) => response.writeHead(500).end('broken'));
  const plan = repeat([{ method: 'GET', path: '/', status: 200 }], [[]]);
  const result = await tryLoad({ url, plan, seconds: 0.1, connections: 1 });
  assert.equal(result.good, 0);
  assert.ok(result.bad > 0);
  assert.match(result.firstBad, /^HTTP\/1\.1 500 [^]*broken/);
  await assert.rejects(runLoad({ url, plan, seconds: 0.1, connections: 1 }), /not expected[^]*500/);
});

test(
  'every operation runs against the product and against the bare server that answers with its bytes',
  unlessCompiler,
  async t => {
    const own = await valetkey('SQLite', async () => newSite()).start();
    t.after(() => own.stop());
    const found = [];
    for (const operation of OPERATIONS) {
      const plan = PLANS[operation](own.facts);
      const bare = await startBare(plan, own.facts.url);
      t.after(() => bare.stop());
      const measured = await measureSome([
        { name: 'bare', ...bare, plan },
        { name: 'own', url: own.facts.url, process: own.process, plan },
      ]);
      assert.ok(measured.every(one => one.cpuMicroseconds > 0));
      found.push([operation, measured] as const);
    }
    const common = { machine: describeMachine(), rounds: 1, seconds: 0.1, store: 'sqlite' };
    const chart = drawChart({
      ...common,
      operations: Object.fromEntries(found),
      p99AtEighty: {},
      figures: {},
    });
    assert.match(chart, /^<svg [^]*Client credentials[^]*Introspection[^]*<\/svg>\n$/);
  },
);

/** As short as the machine lets it be: a busy one may answer nothing for a while. */
async function measureSome(candidates: readonly Candidate[]): Promise<Measured[]> {
  for (let seconds = 0.1; seconds < 30; seconds *= 3) {
    const { measured, plans } = await measure(candidates, { rounds: 1, seconds });
    if (measured.every(one => one.operationsPerSecond > 0)) return measured;
    candidates = candidates.map((candidate, i) => ({ ...candidate, plan: plans[i]! }));
  }
  throw new Error('nothing is answered');
}
