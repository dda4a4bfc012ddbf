/** Contrast of two colours (WCAG 2.2 §1.4.3): the configuration checks accents with it, the pages choose the text on them. */

/** `#rrggbb`, and nothing else: what reaches a style sheet must not be able to close it. */
export function isHexColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}

function channel(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function luminance(colour: string): number {
  if (!isHexColour(colour))
    throw new TypeError(`not a colour of the form #rrggbb: ${JSON.stringify(colour)}`);
  const number = Number.parseInt(colour.slice(1), 16);
  return (
    0.2126 * channel(number >> 16) + 0.7152 * channel((number >> 8) & 255) + 0.0722 * channel(number & 255)
  );
}

/** From 1 (the same) to 21 (black and white). Text needs 4.5, a control's outline 3. Throws on anything but `#rrggbb`. */
export function contrastRatio(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}
