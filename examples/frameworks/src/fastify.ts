/** Fastify 5. */
import Fastify from 'fastify';
import { disconnect, owner, port, renderPage, valetkey } from './crm.ts';

const app = Fastify();
app.register(valetkey.fastify.routes({ connect: { owner }, callback: { onConnected: () => '/' } }));
app.get('/', async (_request, reply) => reply.type('text/html').send(await renderPage()));
// A form without fields has a body of its own type; there is nothing in it to read.
app.addContentTypeParser('application/x-www-form-urlencoded', (_request, _payload, done) => done(null));
app.post('/disconnect', async (_request, reply) => {
  await disconnect();
  return reply.redirect('/', 303);
});
await app.listen({ port, host: 'localhost' });
console.log(`http://localhost:${port}`);
