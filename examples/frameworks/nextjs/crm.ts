/** The client. Next.js loads this file more than once, and while building without the environment: so it is made when it is first used. */
import { createClient, type ValetkeyClient } from '@valetkey/client';
import { sqliteVault } from '@valetkey/client/sqlite';

let made: ValetkeyClient | undefined;

export function valetkey(): ValetkeyClient {
  const { BASE_URL, CRM_ISSUER, CRM_CLIENT_ID, CRM_CLIENT_SECRET, CRM_API, VAULT_FILE, VAULT_KEY } =
    process.env;
  made ??= createClient({
    providers: {
      crm: {
        issuer: CRM_ISSUER!,
        clientId: CRM_CLIENT_ID!,
        clientSecret: CRM_CLIENT_SECRET!,
        scopes: ['people:read'],
        apiOrigins: [CRM_API!],
      },
    },
    vault: sqliteVault(VAULT_FILE ?? 'connections.db', { key: VAULT_KEY! }),
    redirectUri: `${BASE_URL ?? 'http://localhost:3000'}/callback/{provider}`,
    onEvent: event => console.log(JSON.stringify(event)),
  });
  return made;
}

/** Your own sign-in says who it is; here everybody is Ada. */
export const owner = (): string => 'ada';
