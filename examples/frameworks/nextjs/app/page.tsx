import { ClientError } from '@valetkey/client';
import { owner, valetkey } from '../crm.ts';

/** Read for each visitor, at each visit. */
export const dynamic = 'force-dynamic';

interface Person {
  id: string;
  name: string;
  city: string;
}

export default async function Page() {
  const [connection] = await valetkey().connections(owner(), 'crm');
  // Plain links: a prefetch of /connect would begin to connect.
  if (connection === undefined) return <a href="/connect/crm">Connect your CRM</a>;
  try {
    const response = await connection.fetch(`${process.env['CRM_API']}/people`);
    const { people } = (await response.json()) as { people: Person[] };
    return (
      <>
        <p>Connected.</p>
        <form method="post" action="/disconnect">
          <button>Disconnect</button>
        </form>
        <ul>
          {people.map(({ id, name, city }) => (
            <li key={id}>
              {name}, {city}
            </li>
          ))}
        </ul>
      </>
    );
  } catch (error) {
    if (!(error instanceof ClientError) || error.code !== 'needs_reconnect') throw error;
    return (
      <>
        <p>Access ended ({error.reason}).</p>
        <a href={`/connect/crm?connection=${connection.id}`}>Connect again</a>
      </>
    );
  }
}
