/** `valetkey app create` (R11-R21) */
import { registerApp, type RegisteredApp, type Registration } from '../../domain/registration.ts';
import type { Provider } from '../../domain/providers.ts';
import { defineCommand, PROVIDER_OPTION } from '../command.ts';
import { describeApp, renderCredentials } from '../describe-app.ts';
import { UsageError } from '../failures.ts';
import { getProvider } from '../find.ts';
import { OPERATOR } from '../operator.ts';
import { withCore } from '../workspace.ts';

const METHODS = ['basic', 'post', 'query', 'none'] as const;

export const appCreate = defineCommand({
  name: 'app create',
  summary: 'Register an app; prints its credentials, the secret this once',
  options: {
    provider: PROVIDER_OPTION,
    name: { type: 'text', required: true, description: 'What people read: "Database Analyzer"' },
    description: {
      type: 'text',
      required: true,
      description: 'The purpose, after "to": "analyze your database"',
    },
    publisher: { type: 'text', required: true, description: 'Who makes the app' },
    'redirect-uri': { type: 'list', value: 'uri', description: 'Where users come back to' },
    scope: {
      type: 'list',
      value: 'scope',
      description: 'What the app may ask for (default: the provider’s)',
    },
    'owner-email': { type: 'text', value: 'email', description: 'The developer’s address' },
    public: { type: 'flag', description: 'No secret, PKCE alone: for apps that run on people’s devices' },
    native: { type: 'flag', description: 'A desktop or mobile app: any loopback port, schemes of its own' },
    refresh: { type: 'flag', description: 'Refresh tokens, where the provider gives them per app' },
    'client-credentials': { type: 'flag', description: 'May also act for itself, with no user' },
    authentication: { type: 'text', value: 'method', description: 'Hold it to basic, post, query or none' },
    verified: { type: 'flag', description: 'You know who makes it: people see a badge' },
    homepage: { type: 'text', value: 'url', description: 'Its website' },
    privacy: { type: 'text', value: 'url', description: 'Its privacy policy' },
    terms: { type: 'text', value: 'url', description: 'Its terms' },
  },
  examples: [
    'valetkey app create --provider copper --name "Database Analyzer" --description "analyze your database" \\',
    '    --publisher "Analyzer Labs" --redirect-uri https://app.example/callback --scope developer/v1/all --json',
  ],
  async run(context) {
    const { values } = context;
    const registration: Registration = {
      name: values.name,
      description: values.description,
      publisher: values.publisher,
      ownerEmail: values['owner-email'] ?? 'operator@localhost',
      redirectUris: values['redirect-uri'],
      scopes: values.scope.length > 0 ? values.scope : undefined,
      type: values.public ? 'public' : 'confidential',
      native: values.native,
      refresh: values.refresh || undefined,
      clientCredentials: values['client-credentials'],
      authentication: parseMethod(values.authentication),
      verified: values.verified,
      homepageUrl: values.homepage,
      privacyUrl: values.privacy,
      termsUrl: values.terms,
    };
    await withCore(
      context,
      async core => {
        const provider = getProvider(core, values.provider);
        const registered = await registerApp(core, provider, registration, OPERATOR);
        context.answer(
          { ...describeApp(registered.app), client_secret: registered.clientSecret },
          renderRegistered(provider, registered),
        );
      },
      { create: true },
    );
  },
});

function parseMethod(text: string | undefined): Registration['authentication'] {
  if (text === undefined) return null;
  const method = METHODS.find(known => known === text);
  if (!method) throw new UsageError(`--authentication: write one of ${METHODS.join(', ')}, not "${text}".`);
  return method;
}

function renderRegistered(provider: Provider, { app, clientSecret }: RegisteredApp): string {
  const next =
    app.status === 'in_review'
      ? `In review: the secret comes with the approval. Next: valetkey app approve ${app.id}`
      : clientSecret === null
        ? 'A public app: it has no secret and proves itself by PKCE.'
        : 'The secret is shown this once. Keep it on your server, never in a browser.';
  return `${renderCredentials(provider, app.id, clientSecret)}\n\n${next}`;
}
