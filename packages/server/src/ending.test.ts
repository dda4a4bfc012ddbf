/** A node that ends: what was asked is answered, what is on its way is waited for, and nobody's kept connection holds it up. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { test, type TestContext } from 'node:test';
import { openTestServer, type TestServer } from './fixtures.ts';

const ASK = 'GET /livez HTTP/1.1\r\nhost: x\r\n\r\n';

async function listening(t: TestContext): Promise<TestServer> {
  const server = await openTestServer(t);
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  return server;
}

async function open({ app }: TestServer): Promise<Socket> {
  const socket = connect(app.port, '127.0.0.1').setEncoding('utf8');
  await once(socket, 'connect');
  return socket;
}

/** Everything that comes until the connection ends. */
async function read(socket: Socket): Promise<string> {
  let all = '';
  for await (const piece of socket) all += piece as string;
  return all;
}

async function end({ app }: TestServer): Promise<void> {
  await app.close();
}

test('S-V15 a connection that was opened just before the end may still ask', async t => {
  const server = await listening(t);
  const socket = await open(server);
  // The server has it: another one that came later was answered.
  const later = await open(server);
  later.write(ASK);
  await once(later, 'data');
  later.destroy();
  const ended = end(server);
  socket.write(ASK);
  const answer = await read(socket);
  assert.match(answer, /^HTTP\/1\.1 200 /);
  assert.match(answer, /\r\nconnection: close\r\n/i);
  await ended;
});

test('S-V15 what was begun before the end is answered, and the answer says that it was the last', async t => {
  const server = await listening(t);
  const socket = await open(server);
  const handle = server.app.handle.bind(server.app);
  const begun = new Promise<void>(resolve => {
    server.app.handle = (request, response) => {
      handle(request, response);
      resolve();
    };
  });
  const type = 'content-type: application/x-www-form-urlencoded';
  socket.write(`POST /standard/oauth/token HTTP/1.1\r\nhost: x\r\n${type}\r\ncontent-length: 4\r\n\r\na=`);
  await begun;
  const ended = end(server);
  // Longer than the grace for those who have not asked.
  await new Promise(resolve => setTimeout(resolve, 700));
  socket.write('bc');
  const answer = await read(socket);
  assert.match(answer, /^HTTP\/1\.1 4\d\d /);
  assert.match(answer, /\r\nconnection: close\r\n/i);
  await ended;
});

test('S-V15 a connection that its caller keeps without asking does not hold up the end', async t => {
  const server = await listening(t);
  const socket = await open(server);
  socket.write(ASK);
  await once(socket, 'data');
  const begun = performance.now();
  await end(server);
  // It would be kept for five seconds, and one that has never asked for ten.
  assert.ok(performance.now() - begun < 4500);
});
