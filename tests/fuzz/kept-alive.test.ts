/** What may travel with others, and whether its answer is told apart. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { keptAlive, sendInRow } from './kept-alive.ts';
import { bytesOf } from './recorded.ts';

const GOOD = bytesOf('POST', '/a?b=c', { 'content-type': 'text/plain' }, 'body').toString('latin1');

test('a request travels with others only where nobody can doubt its end', () => {
  assert.equal(keptAlive(Buffer.from(GOOD))?.toString('latin1'), GOOD.replace('connection: close\r\n', ''));
  const doubtful = [
    GOOD.replace('length: 4', 'length: 5'),
    GOOD.replace('length: 4', 'length: 4\r\ncontent-length: 4'),
    GOOD.replace('content-length: 4\r\n', ''),
    GOOD.replace('content-length: 4', 'transfer-encoding: chunked'),
    GOOD.replace('connection: close\r\n', ''),
    GOOD.replace('connection: close', 'connection: upgrade\r\nupgrade: h2c'),
    GOOD.replace('text/plain', 'text\n/plain'),
    GOOD.replace('text/plain', 'text\0/plain'),
    GOOD.replace('/a?b=c', '/a?b= c'),
    GOOD.replace('/a?b=c', '/standard/guard/feed?wait=9'),
    `${GOOD}more`,
    GOOD.slice(0, 30),
  ];
  for (const text of doubtful) assert.equal(keptAlive(Buffer.from(text, 'latin1')), null, text);
});

test('each answer stands with its request; after a closed connection the rest has none', async t => {
  const server = createServer((request, response) => {
    const { url = '' } = request;
    if (url === '/none') response.statusCode = 204;
    if (url === '/end') response.setHeader('connection', 'close');
    const body = url === '/none' ? '' : `answer to ${url}`;
    response.setHeader('content-length', body.length);
    response.end(body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const requests = ['GET /1', 'HEAD /2', 'GET /none', 'GET /4', 'GET /end', 'GET /6'].map(line =>
    keptAlive(bytesOf(line.split(' ')[0]!, line.split(' ')[1]!, {}, ''))!,
  );
  const answers = await sendInRow(port, requests);
  const bodies = answers.map(answer => answer.split('\r\n\r\n')[1]);
  assert.deepEqual(bodies, ['answer to /1', '', '', 'answer to /4', 'answer to /end']);
});
