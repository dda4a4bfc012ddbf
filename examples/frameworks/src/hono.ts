/** Hono 4 on Node.js; on Bun and Deno `serve` is not needed. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { disconnect, owner, port, renderPage, valetkey } from './crm.ts';

const app = new Hono();
app.get('/connect/:provider', valetkey.hono.connect({ owner }));
app.on(['GET', 'POST'], '/callback/:provider', valetkey.hono.callback({ onConnected: () => '/' }));
app.get('/', async context => context.html(await renderPage()));
app.post('/disconnect', async context => {
  await disconnect();
  return context.redirect('/', 303);
});
serve({ fetch: app.fetch, port, hostname: 'localhost' }, () => console.log(`http://localhost:${port}`));
