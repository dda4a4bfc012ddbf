/** Express 5. */
import express from 'express';
import { disconnect, owner, port, renderPage, valetkey } from './crm.ts';

const app = express();
app.get('/connect/:provider', valetkey.express.connect({ owner }));
app.all('/callback/:provider', valetkey.express.callback({ onConnected: () => '/' }));
app.get('/', async (_request, response) => void response.type('html').send(await renderPage()));
app.post('/disconnect', async (_request, response) => {
  await disconnect();
  response.redirect(303, '/');
});
app.listen(port, 'localhost', () => console.log(`http://localhost:${port}`));
