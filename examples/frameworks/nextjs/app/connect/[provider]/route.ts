import { owner, valetkey } from '../../../crm.ts';

interface Context {
  params: Promise<{ provider: string }>;
}

export async function GET(request: Request, context: Context): Promise<Response> {
  return valetkey().next.connect({ owner }).GET(request, context);
}
