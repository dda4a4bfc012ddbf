/** A scope in the words the company wrote; one that the configuration has no more is shown by its name. */
import type { Parsed, scopeInWords as schema } from '@valetkey/protocol/console-api';
import type { Provider } from '../domain/providers.ts';

export function scopeInWords(provider: Provider, name: string): Parsed<typeof schema> {
  const scope = provider.scopes.get(name);
  if (scope === undefined) return { name, title: { en: name }, access: 'change' };
  return { name, title: scope.title, access: scope.access };
}
