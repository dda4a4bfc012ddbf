/** The rule of a route: checked when the route is made, so that a forgotten scope stops the start, not the attacker (S-Q8). */
import { GuardConfigError } from './guard-config-error.ts';
import type { RouteRule } from './guard-types.ts';

/** RFC 6749 §3.3: the characters of a scope token. */
const SCOPE_TOKEN = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** Scopes a request must hold, all of them. */
export function neededScopes(rule: RouteRule): readonly string[] {
  if (rule.scope === null) return [];
  return typeof rule.scope === 'string' ? [rule.scope] : rule.scope;
}

/** Scopes whose daily quota a request takes from; the server says which of them have one. */
export function costlyScopes(rule: RouteRule): readonly string[] {
  if (rule.costly === false) return [];
  return typeof rule.costly === 'object' ? [rule.costly.scope] : neededScopes(rule);
}

function namedScopes(rule: RouteRule): readonly string[] {
  return [...new Set([...neededScopes(rule), ...costlyScopes(rule)])];
}

/** @param rule unknown, because it may come from a framework's untyped route options. */
export function checkRouteRule(rule: unknown): asserts rule is RouteRule {
  if (typeof rule !== 'object' || rule === null) throw new GuardConfigError(missingScope(undefined));
  const { scope, route, public: isPublic, costly } = rule as Partial<RouteRule>;
  if (scope === null && isPublic === true) return;
  if (isPublic !== undefined) {
    throw new GuardConfigError(`${nameOf(route)} is public: write both { scope: null, public: true }.`);
  }
  if (scope === undefined || scope === null) throw new GuardConfigError(missingScope(route));
  const needed = typeof scope === 'string' ? [scope] : scope;
  if (!Array.isArray(needed) || needed.length === 0) throw new GuardConfigError(missingScope(route));
  const named = typeof costly === 'object' ? [...needed, costly.scope] : needed;
  for (const name of named) {
    if (typeof name !== 'string' || !SCOPE_TOKEN.test(name)) {
      throw new GuardConfigError(`${nameOf(route)} names a scope that is none: ${JSON.stringify(name)}.`);
    }
  }
}

/** A scope nobody can be granted makes a route that nobody can call: better said at start-up. */
export function checkKnownScopes(rule: RouteRule, known: readonly string[], issuer: string): void {
  for (const scope of namedScopes(rule)) {
    if (known.includes(scope)) continue;
    throw new GuardConfigError(
      `${nameOf(rule.route)} needs the scope "${scope}", which ${issuer} does not have. It has: ${known.join(', ') || 'none'}.`,
    );
  }
}

function missingScope(route: string | undefined): string {
  return (
    `${nameOf(route)} declares no scope. Write { scope: '…' }, ` +
    'or { scope: null, public: true } if anybody may call it.'
  );
}

function nameOf(route: string | undefined): string {
  return route === undefined ? 'A route' : `The route ${route}`;
}
