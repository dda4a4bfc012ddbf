/**
 * Negative controls: guards of the product, and how each is taken away. The change happens while the file is loaded
 * (without-guard.ts), in a child process only; no file is touched, and nothing in the product knows of it.
 */

interface Patch {
  /** End of the path of the patched file. */
  file: string;
  /** Stands there exactly once. */
  from: string;
  to: string;
}

/** Acknowledged before the commit: what a cache in front of the disk does. */
const WRITE_BEHIND = `for (const { verb } of group) results.push(database.run(verb()));
    database.rollback();
    group.forEach((write, i) => write.resolve(results[i]));
    setTimeout(() => { database.begin(); for (const { verb } of group) database.run(verb()); database.commit(); }, 40);
    return;`;

const STALE_READS = `const seen = new Map();
  const stale = verb => async (id: string) => {
    const known = seen.get(id);
    if (known && performance.now() - known.at < 50) return known.value;
    const value = await engine.read(() => verb(id));
    seen.set(id, { at: performance.now(), value });
    return value;
  };
  return {
    createAccount: writes(people.createAccount),`;

export const GUARDS = {
  'commit before the answer': [
    {
      file: 'store/sqlite/group-commit.ts',
      from: 'for (const { verb } of group) results.push(database.run(verb()));\n    database.commit();',
      to: WRITE_BEHIND,
    },
  ],
  'one transaction': [
    {
      file: 'store/sqlite/database.ts',
      from: "begin: () => void prepare('BEGIN IMMEDIATE').run(),\n    commit: () => void prepare('COMMIT').run(),",
      to: 'begin: () => {},\n    commit: () => {},',
    },
  ],
  'synchronous=FULL': [
    {
      file: 'store/sqlite/database.ts',
      from: "['synchronous', 'FULL', 2]",
      to: "['synchronous', 'OFF', 0]",
    },
  ],
  'one redemption of a code': [
    {
      file: 'store/sql/redeem-code.ts',
      from: 'ON CONFLICT (id) DO NOTHING',
      to: 'ON CONFLICT (id) DO UPDATE SET secret = excluded.secret',
    },
  ],
  'one successor of a refresh token': [
    {
      file: 'store/sql/rotate-family.ts',
      from: 'const isPresent = rotation.generation === family.generation;',
      to: 'const isPresent = rotation.generation <= family.generation;',
    },
  ],
  'no stale reads': [
    {
      file: 'store/build-store.ts',
      from: 'return {\n    createAccount: writes(people.createAccount),',
      to: STALE_READS,
    },
    {
      file: 'store/build-store.ts',
      from: "findFamily: recalls('family', families.findFamily),",
      to: 'findFamily: stale(families.findFamily),',
    },
  ],
  'a store that fails is 503': [
    {
      file: 'server/src/known-errors.ts',
      from: "error.name === 'StoreUnavailableError'",
      to: "error.name === 'NobodyIsCalledThis'",
    },
  ],
  'the wrong key opens nothing': [
    {
      file: 'domain/keys.ts',
      from: 'const pepper = new Pepper(createSecretKey(master.unwrap(pepperRow.material, pepperRow.id)));',
      to: 'const pepper = new Pepper(createSecretKey(randomBytes(32)));',
    },
    {
      file: 'domain/keys.ts',
      from: 'const live = rows.filter(row => row.revokedAt === null);',
      to: 'const live = [newMacRow(master, 1, 0, 0), newJwtRow(master, 1, 0, 0)];',
    },
  ],
  'no replay before its time': [
    {
      file: 'store/sql/rotate-family.ts',
      from: 'elapsed >= -CLOCK_SKEW_SECONDS',
      to: 'elapsed >= -Infinity',
    },
  ],
  'exact redirect URIs': [
    {
      file: 'protocol/src/redirect-uri.ts',
      from: 'if (registered.includes(requested)) return true;',
      to: 'if (registered.some(uri => requested.startsWith(uri))) return true;',
    },
  ],
  'a broken request is refused': [
    {
      file: 'protocol/src/params.ts',
      from: '} catch (cause) {\n    throw badEncoding(cause);\n  }',
      to: '} finally {\n  }',
    },
  ],
  'the event loop is free': [
    {
      file: 'protocol/src/pkce.ts',
      from: 'return /^[A-Za-z0-9._~-]{43,128}$/.test(text);',
      to: 'for (const end = performance.now() + 80; performance.now() < end;);\n  return /^[A-Za-z0-9._~-]{43,128}$/.test(text);',
    },
  ],
  'no secret in an answer': [
    {
      file: 'server/src/errors.ts',
      from: 'error_description: toErrorText(known.description),',
      to: 'error_description: toErrorText(known.description + String(globalThis.lastForm)),',
    },
    {
      file: 'protocol/src/params.ts',
      from: "for (const part of raw.split('&')) {",
      to: "globalThis.lastForm = raw;\n  for (const part of raw.split('&')) {",
    },
  ],
  'what is past its retention goes': [
    {
      file: 'domain/keep-house.ts',
      from: 'for (let batch = 0; batch < MOST_BATCHES; batch++) {',
      to: 'for (let batch = 0; batch < 0; batch++) {',
    },
  ],
  'memory is given back': [
    {
      file: 'server/src/known-errors.ts',
      from: 'export const BODY_LIMIT = 65_536;',
      to: 'export const BODY_LIMIT = 65_536;\nglobalThis.kept = [];\nsetInterval(() => globalThis.kept.push(Array.from({ length: 4096 }, Math.random)), 20).unref();',
    },
  ],
  'the database commits before the answer': [
    {
      file: 'store/postgres/transaction.ts',
      from: '  await commit(connection, events);\n  return results;',
      to: '  commit(connection, events).catch(() => {});\n  return results;',
    },
  ],
  'one clock for all nodes': [
    {
      file: 'cli/open.ts',
      from: 'clock: shared ?? systemClock,',
      to: 'clock: systemClock,',
    },
  ],
  'introspection before everything else': [
    {
      file: 'domain/admission.ts',
      from: "introspect: 'first',",
      to: '',
    },
  ],
  'client: one refresh at a time': [
    {
      file: 'refresh/lease.ts',
      from: 'if (!(await vault.takeLease(name, holder, LEASE_MS))) return null;',
      to: 'await vault.takeLease(name, holder, LEASE_MS);',
    },
  ],
  'client: a dead holder is replaced': [
    { file: 'refresh/lease.ts', from: 'const LEASE_MS = 5000;', to: 'const LEASE_MS = 600_000;' },
  ],
  'client: the same refresh token again': [
    {
      file: 'refresh/refresher.ts',
      from: 'const TRY_AGAIN_AFTER_MS = [200, 1000] as const;',
      to: 'const TRY_AGAIN_AFTER_MS = [] as const;',
    },
  ],
  'client: a failure ends nothing': [
    {
      file: 'refresh/refresher.ts',
      from: "return error instanceof ClientError && error.code === 'token_refused' && error.error === 'invalid_grant';",
      to: 'return error instanceof ClientError;',
    },
  ],
  'client: new tokens wait for the vault': [
    {
      file: 'refresh/refresher.ts',
      from: 'if (!isAway || performance.now() > endsAt) throw error;',
      to: 'this.#unsaved.delete(id);\n        throw error;',
    },
  ],
  'client: a locked database stops nobody': [
    { file: 'vault/sqlite.ts', from: 'const BLOCK_FOR_MS = 20;', to: 'const BLOCK_FOR_MS = 5000;' },
  ],
  'client: a lease ends by a clock that does not jump': [
    {
      file: 'vault/sqlite.ts',
      from: 'return Number(process.hrtime.bigint() / 1_000_000n);',
      to: 'return Date.now();',
    },
    { file: 'vault/sqlite.ts', from: ' OR valetkey_leases.ends_ms > ? OR', to: ' OR ? < 0 OR' },
  ],
  'guesses wait': [
    {
      file: 'domain/attempts.ts',
      from: 'return blockedUntil > nowMs ? Math.ceil((blockedUntil - nowMs) / 1000) : 0;',
      to: 'return 0 * blockedUntil;',
    },
  ],
  'guesses are counted by network': [
    {
      file: 'domain/apps.ts',
      from: 'const key = `${provider.slug} ${credentials.clientId.slice(0, 64)} ${network}`;',
      to: 'const key = `${provider.slug} ${credentials.clientId.slice(0, 64)}`;',
    },
  ],
  'an encoded path is no second way in': [
    {
      file: 'server/src/server.ts',
      from: 'if (!PLAIN_PATH.test(path) && !ENVOY_PATH.test(path))',
      to: 'if (path === PLAIN_PATH.source)',
    },
  ],
  /** Of no file of the server: the sample configuration is without the line. */
  'a forwarded address is replaced': [],
  'texts are escaped': [
    {
      file: 'server/src/http/html.ts',
      from: 'return text.replace(/[&<>"\'`]/g, character => `&#${character.charCodeAt(0)};`);',
      to: 'return text;',
    },
  ],
  'connections of one network are limited': [
    {
      file: 'server/src/connection-limits.ts',
      from: 'if (count >= connectionsPerNetwork)',
      to: 'if (count >= Infinity)',
    },
  ],
  'bodies are limited': [
    {
      file: 'server/src/known-errors.ts',
      from: 'export const BODY_LIMIT = 65_536;',
      to: 'export const BODY_LIMIT = 2 ** 31;',
    },
  ],
  'unknown takes as long as wrong': [
    {
      file: 'domain/apps.ts',
      from: 'const secret = await findMatchingSecret(core, app, credentials.clientSecret);',
      to: 'const secret = app && (await findMatchingSecret(core, app, credentials.clientSecret));',
    },
  ],
  'a stranger waits for a password, too': [
    {
      file: 'pages/interaction/post-login.ts',
      from: 'return await core.passwords.verify(password, user?.passwordHash ?? null);',
      to: 'return user !== null && (await core.passwords.verify(password, user.passwordHash));',
    },
  ],
  'an unknown key costs the same reads': [
    {
      file: 'domain/check-credential.ts',
      from: 'await core.evenReads.apiKeys.make(context?.key.id ?? null);',
      to: '',
    },
  ],
  'an unknown token costs the same reads': [
    {
      file: 'domain/tokens.ts',
      from: 'await core.evenReads.families.make(context?.family.id ?? null);',
      to: '',
    },
  ],
  /** Of no file: the harness is given one more expression. */
  'no catastrophic regex': [],
} as const satisfies Record<string, readonly Patch[]>;

export type Guard = keyof typeof GUARDS;

/** The source with the guard taken away; throws where the guard has moved, so that no control passes by accident. */
export function withoutGuard(guard: Guard, url: string, source: string): string {
  let text = source;
  for (const { file, from, to } of GUARDS[guard]) {
    if (!url.endsWith(`/${file}`)) continue;
    if (text.split(from).length !== 2) throw new Error(`"${guard}" does not stand once in ${file} any more`);
    text = text.replace(from, () => to);
  }
  return text;
}
