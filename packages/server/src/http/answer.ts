/** What a handler answers: a value, sent in one place (`send.ts`), so that no handler can forget a header. */
import type { SetCookie } from './cookies.ts';

export type Answer =
  | {
      kind: 'json';
      status: number;
      body: unknown;
      headers?: Readonly<Record<string, string>>;
      cookies?: readonly SetCookie[];
      cacheSeconds?: number;
    }
  /** Named after its content: kept for a year. */
  | { kind: 'file'; contentType: string; bytes: Buffer; encoding: 'br' | 'gzip' | null }
  | { kind: 'text'; status: number; body: string; contentType: string }
  /** Sent while it is made. What fails in the middle breaks the connection off, so that no half passes for the whole. */
  | {
      kind: 'stream';
      contentType: string;
      chunks: AsyncIterable<string>;
      headers?: Readonly<Record<string, string>>;
      cookies?: readonly SetCookie[];
    }
  | { kind: 'empty'; status: number; headers?: Readonly<Record<string, string>> }
  /** Always 303 (S-A22). */
  | { kind: 'redirect'; location: string; cookies?: readonly SetCookie[] }
  | PageAnswer;

export interface PageAnswer {
  kind: 'page';
  status: number;
  html: (nonce: string) => string;
  /** Origins or schemes that forms of this page may end up at, beside our own (CSP `form-action`). */
  formTargets: readonly string[];
  /** `inline`: under the nonce. `bundle`: built files of our own, which add styles under the nonce while they run. */
  script: 'none' | 'inline' | 'bundle';
  cookies?: readonly SetCookie[];
  headers?: Readonly<Record<string, string>>;
}
