/** A caller who hangs up in the middle of a body: no error of ours, and nothing for the log of errors. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import { openTestServer } from './fixtures.ts';

test('S-U8 S-V15 who hangs up half-way through a body makes no error in the log', async t => {
  const { app, logLines } = await openTestServer(t);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const handle = app.handle.bind(app);
  const begun = new Promise<ServerResponse>(resolve => {
    app.handle = (request, response) => {
      resolve(response);
      handle(request, response);
    };
  });
  const socket = connect(app.port, '127.0.0.1');
  await once(socket, 'connect');
  const type = 'content-type: application/x-www-form-urlencoded';
  socket.write(
    `POST /standard/oauth/token HTTP/1.1\r\nhost: x\r\n${type}\r\ncontent-length: 100\r\n\r\nhalf`,
  );
  const ended = once(await begun, 'close');
  socket.destroy();
  await ended;
  for (let turn = 0; turn < 5; turn++) await new Promise(resolve => setImmediate(resolve));
  assert.deepEqual(
    logLines.filter(line => line.includes('server_error')),
    [],
  );
});
