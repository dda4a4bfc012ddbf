import { valetkey } from '../../../crm.ts';

/** A redirect from most companies; a POST from those that answer with form_post. */
const handle = async (request: Request): Promise<Response> =>
  valetkey()
    .next.callback({ onConnected: () => '/' })
    .GET(request);

export { handle as GET, handle as POST };
