/** The HTML of a "Connect" button for an app's site (R26). It leads to the app's own server, which begins the flow: no secret and no state is in it. */

export interface ConnectButton {
  /** On the app's server: the address that redirects to the authorization URL. */
  href: string;
  label: string;
  /** `#RRGGBB`; the text on it is white or black, whichever is read better. */
  colour: string;
  /** `data:` URL, or null. */
  logo: string | null;
}

export function connectButtonHtml({ href, label, colour, logo }: ConnectButton): string {
  const style = Object.entries(connectButtonStyle(colour))
    .map(([name, value]) => `${name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}:${value}`)
    .join(';');
  const image = logo === null ? '' : `<img src="${escape(logo)}" alt="" width="24" height="24">`;
  return `<a href="${escape(href)}" style="${style}">${image}${escape(label)}</a>`;
}

/** Names as in a browser's `style` object. At least 44 px high: a finger finds it. */
export function connectButtonStyle(colour: string): Readonly<Record<string, string>> {
  const accent = /^#[0-9a-f]{6}$/i.test(colour) ? colour : '#1B7F6B';
  return {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '10px',
    minHeight: '44px',
    boxSizing: 'border-box',
    padding: '10px 18px',
    borderRadius: '10px',
    background: accent,
    color: textOn(accent),
    font: '600 16px/1.5 system-ui,sans-serif',
    textDecoration: 'none',
  };
}

function escape(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replaceAll(/[&<>"']/g, sign => entities[sign]!);
}

/** WCAG 2.2 relative luminance: of white and black one always reaches 4.5 : 1. */
function textOn(colour: string): '#FFFFFF' | '#000000' {
  const [red, green, blue] = [1, 3, 5].map(at => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (luminance + 0.05) >= 4.5 ? '#FFFFFF' : '#000000';
}
