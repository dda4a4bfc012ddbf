/** What a reviewer, and a developer who registers, should know about an app's name. */
import { OAuthError, say } from '@valetkey/protocol';
import type { Core } from '../core.ts';
import type { Provider } from '../providers.ts';
import { findLookAlikes, hasMixedScripts, type LookAlike } from './look-alikes.ts';

export interface NameFindings {
  lookAlikes: LookAlike[];
  mixedScripts: boolean;
}

/** Reads the names of the other apps once, for any number of names. */
export async function openInspection(
  { store }: Core,
  provider: Provider,
): Promise<(app: { id: string | null; name: string }) => NameFindings> {
  const apps = await store.listAppNames(provider.slug);
  return ({ id, name }) => {
    const others = apps.filter(other => other.id !== id);
    const known = [
      { kind: 'provider', name: provider.name } as const,
      ...others.map(other => ({ kind: 'app', name: other.name }) as const),
    ];
    return { lookAlikes: findLookAlikes(name, known), mixedScripts: hasMixedScripts(name) };
  };
}

/**
 * Of an app that its developer registers. What is only similar is for a reviewer to judge.
 * @throws {OAuthError} invalid_request where people would take it for the provider or a company they know.
 */
export function checkName(provider: Provider, name: string): void {
  const own = [{ kind: 'provider', name: provider.name } as const];
  const same = findLookAlikes(name, own).find(({ how }) => how === 'same');
  if (same !== undefined)
    throw new OAuthError('invalid_request', say('name_looks_like', { name: same.name }));
  if (hasMixedScripts(name)) throw new OAuthError('invalid_request', say('name_mixes_scripts'));
}
