/** `valetkey app update`: what is not named stays as it is. */
import { readFileSync } from 'node:fs';
import { changeApp, type AppChange } from '../../domain/developers/change-app.ts';
import { drawLogo } from '../../domain/developers/logo.ts';
import { defineCommand } from '../command.ts';
import { describeApp, renderApp } from '../describe-app.ts';
import { CommandError, UsageError } from '../failures.ts';
import { getApp, getProviderOf } from '../find.ts';
import { OPERATOR } from '../operator.ts';
import { withCore } from '../workspace.ts';

export const appUpdate = defineCommand({
  name: 'app update',
  summary: 'Change an app; what is not named stays as it is',
  arguments: [{ name: 'client_id', description: 'of the app' }],
  options: {
    name: { type: 'text', description: 'What people read' },
    description: { type: 'text', description: 'The purpose, after "to"' },
    publisher: { type: 'text', description: 'Who makes the app' },
    homepage: { type: 'text', value: 'url', description: 'Its website' },
    privacy: { type: 'text', value: 'url', description: 'Its privacy policy' },
    terms: { type: 'text', value: 'url', description: 'Its terms' },
    'redirect-uri': { type: 'list', value: 'uri', description: 'All of them; the ones before go' },
    scope: { type: 'list', value: 'scope', description: 'All of them; the ones before go' },
    reason: { type: 'list', value: 'scope=text', description: 'Why it asks for a scope' },
    logo: { type: 'text', value: 'file', description: 'PNG or WebP; "none" takes it away' },
  },
  examples: ['valetkey app update <client_id> --redirect-uri https://app.example/callback --logo logo.png'],
  async run(context) {
    const { values } = context;
    await withCore(context, async core => {
      const app = await getApp(core, context.arguments[0]!);
      const provider = getProviderOf(core, app);
      const named = {
        name: values.name,
        description: values.description,
        publisher: values.publisher,
        homepageUrl: values.homepage,
        privacyUrl: values.privacy,
        termsUrl: values.terms,
        redirectUris: values['redirect-uri'].length > 0 ? values['redirect-uri'] : undefined,
        scopes: values.scope.length > 0 ? values.scope : undefined,
        scopeReasons:
          values.reason.length > 0 ? { ...app.scopeReasons, ...parseReasons(values.reason) } : undefined,
      };
      const change: AppChange = Object.fromEntries(
        Object.entries(named).filter(([, value]) => value !== undefined),
      );
      const logo = await readLogo(values.logo);
      const changed = await changeApp(core, provider, app, { ...change, ...logo }, OPERATOR);
      context.answer(describeApp(changed), renderApp(provider, changed));
    });
  },
});

function parseReasons(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map(text => {
      const at = text.indexOf('=');
      if (at < 1) throw new UsageError(`--reason: write <scope>=<text>, not "${text}".`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

async function readLogo(file: string | undefined): Promise<{ logo?: string | null }> {
  if (file === undefined) return {};
  return { logo: file === 'none' ? null : await drawLogo(readBytes(file)) };
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new CommandError(`Cannot read ${file} (${(error as NodeJS.ErrnoException).code ?? 'error'}).`);
  }
}
