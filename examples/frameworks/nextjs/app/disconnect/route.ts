import { owner, valetkey } from '../../crm.ts';

export async function POST(): Promise<Response> {
  for (const connection of await valetkey().connections(owner())) await connection.disconnect();
  return new Response(null, { status: 303, headers: { location: '/' } });
}
