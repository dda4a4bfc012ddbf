/** API keys that come to an end (R4): what an API tells their holders in each answer. */

/** The announced end of all API keys of a provider. */
export interface Sunset {
  /** Epoch seconds. */
  announced_at: number;
  ends_at: number;
  /** A page that says what to do. */
  link: string;
}

/** RFC 9745 §2, RFC 8594 §3 and §6: deprecated since, gone at, and where it says why. */
export function sunsetHeaders({ announced_at, ends_at, link }: Sunset): Record<string, string> {
  return {
    deprecation: `@${announced_at}`,
    sunset: new Date(ends_at * 1000).toUTCString(),
    link: `<${link}>; rel="sunset"; type="text/html"`,
  };
}
