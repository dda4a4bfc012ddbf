/** Route handlers for Next.js (App Router), and for anything else that calls `(Request) => Response`. */
import {
  answerCallback,
  answerConnect,
  type CallbackOptions,
  type ConnectOptions,
  type Routed,
} from './routes.ts';
import { toCallbackRequest, toResponse } from './web.ts';

/** Next.js 15 and later give the parameters as a promise. */
interface RouteContext {
  params: Promise<Record<string, string | string[] | undefined>>;
}
type Handler = (request: Request, context: RouteContext) => Promise<Response>;

export interface NextAdapter {
  /** @example export const { GET } = valetkey.next.connect({ owner: request => userOf(request) }); // app/connect/[provider]/route.ts */
  connect(options: ConnectOptions<Request>): { GET: Handler };
  /** @example export const { GET, POST } = valetkey.next.callback(); // app/callback/[provider]/route.ts */
  callback(options?: CallbackOptions<Request>): {
    GET: (request: Request) => Promise<Response>;
    POST: (request: Request) => Promise<Response>;
  };
}

export function createNext(client: Routed): NextAdapter {
  return {
    connect: options => ({
      GET: async (request, { params }) => {
        const { provider } = await params;
        const asked = {
          provider: typeof provider === 'string' ? provider : '',
          query: new URL(request.url).searchParams,
        };
        return toResponse(await answerConnect(client, options, request, asked));
      },
    }),
    callback: (options = {}) => {
      const handle = async (request: Request): Promise<Response> =>
        toResponse(await answerCallback(client, options, request, await toCallbackRequest(request)));
      return { GET: handle, POST: handle };
    },
  };
}
