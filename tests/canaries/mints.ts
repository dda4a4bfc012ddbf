/** Where the product makes or takes a credential: there each is noted while tests run. The change is made as the file is loaded; no file is touched. */

interface Mint {
  /** End of the path. */
  file: string;
  /** Stands there exactly once. */
  from: string;
  to: string;
}

/** The function's result, whatever becomes of its body. */
function resultOf(file: string, name: string, kind: string, isAsync = false): Mint {
  const [head, wait, mark] = isAsync
    ? [`async function ${name}(`, 'await ', 'async ']
    : [`export function ${name}(`, '', ''];
  return {
    file,
    from: head,
    to: `${head}...all) { return noteCanary('${kind}', ${wait}${name}$(...all)); }\n${mark}function ${name}$(`,
  };
}

export const MINTS: readonly Mint[] = [
  resultOf('domain/secrets.ts', 'newAppSecret', 'app secret'),
  resultOf('domain/secrets.ts', 'newApiKey', 'API key'),
  resultOf('domain/webhooks/signature.ts', 'newSigningSecret', 'webhook secret'),
  resultOf('domain/token-format.ts', 'encodeCode', 'authorization code'),
  resultOf('domain/token-format.ts', 'encodeRefresh', 'refresh token'),
  resultOf('domain/token-format.ts', 'encodeAccess', 'access token'),
  resultOf('domain/tokens.ts', 'newStoredToken', 'stored access token'),
  resultOf('domain/tokens.ts', 'signJwt', 'JWT access token', true),
  {
    file: 'domain/browsers.ts',
    from: 'const binding = randomToken();',
    to: "const binding = noteCanary('browser cookie', randomToken());",
  },
  {
    file: 'domain/browsers.ts',
    from: 'const value = randomToken();',
    to: "const value = noteCanary('session cookie', randomToken());",
  },
  {
    file: 'login-requests/login-requests.ts',
    from: 'const ticket = randomToken();',
    to: "const ticket = noteCanary('login ticket', randomToken());",
  },
  {
    file: 'domain/master-key.ts',
    from: 'if (bytes.length !== 32)',
    to: "noteCanary('master key', bytes);\n    if (bytes.length !== 32)",
  },
  {
    file: 'domain/master-key.ts',
    from: 'return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);',
    to: "return noteCanary('signing, MAC or pepper key', Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]));",
  },
  {
    file: 'domain/passwords.ts',
    from: 'async hash(password: string): Promise<string> {',
    to: "async hash(password: string): Promise<string> {\n    noteCanary('password', password);",
  },
  {
    file: 'server/src/config.ts',
    from: 'return parsed.data as ValetkeyConfig;',
    to: `for (const provider of parsed.data.providers) {
    for (const secret of provider.guardSecrets) noteCanary('guard secret', secret);
    if (provider.login?.secret) noteCanary('login secret', provider.login.secret);
  }
  noteCanary('mail password', parsed.data.mail?.smtp?.password);
  return parsed.data as ValetkeyConfig;`,
  },
  {
    file: 'client/src/vault/key-ring.ts',
    from: '  // S-T7: the message says the length',
    to: "  noteCanary('vault key', bytes);\n  // S-T7: the message says the length",
  },
  {
    file: 'client/src/secret-text.ts',
    from: 'this.#value = value;',
    to: "this.#value = noteCanary('secret that the client holds', value);",
  },
];

/** A mint that has moved stays as it is here, and makes `canaries.test.ts` fail. */
export function withMints(url: string, source: string): string {
  return MINTS.filter(({ file }) => url.endsWith(`/${file}`)).reduce(
    (text, { from, to }) => text.replace(from, () => to),
    source,
  );
}

/** @returns whether this file has something to note. */
export function hasMint(url: string): boolean {
  return MINTS.some(({ file }) => url.endsWith(`/${file}`));
}
