/** `Accept-Language` (RFC 9110 §12.5.4): tags in order of preference. */

/** Bounded: a header of any length costs the same. */
export function parseAcceptLanguage(header: string | undefined): string[] {
  return (header ?? '')
    .slice(0, 512)
    .split(',')
    .slice(0, 20)
    .map(part => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const weight = parameters
        .map(p => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(p)?.[1])
        .find(q => q !== undefined);
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ tag, weight }) => weight > 0 && /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/.test(tag))
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
