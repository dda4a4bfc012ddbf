/** Logos of apps: read as PNG or WebP whatever they are called, drawn anew, small (S-J6). Nothing of the uploaded bytes is kept. */
import { OAuthError, say } from '@valetkey/protocol';

const SIDE = 256;
const MOST_PIXELS = 4096 * 4096;
/** As a `data:` URL it stays below 64 KiB. */
const MOST_BYTES = 48_000;
const QUALITIES = [90, 75, 55, 35] as const;

/** @throws {OAuthError} invalid_request: neither PNG nor WebP, broken, or too large. @returns a `data:` URL */
export async function drawLogo(bytes: Buffer): Promise<string> {
  if (!isPng(bytes) && !isWebp(bytes)) throw new OAuthError('invalid_request', say('logo_kind'));
  // Loaded when the first logo comes: a server that never gets one is smaller without.
  const { default: sharp } = await import('sharp');
  // What looks like a PNG is read as one and as nothing else, whatever the library could open.
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: ['VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'] });
  try {
    const image = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', animated: false })
      .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
      .timeout({ seconds: 5 });
    for (const quality of QUALITIES) {
      const drawn = await image.clone().webp({ quality }).toBuffer();
      if (drawn.length <= MOST_BYTES) return `data:image/webp;base64,${drawn.toString('base64')}`;
    }
  } catch (cause) {
    throw new OAuthError('invalid_request', say('logo_broken'), {
      cause,
    });
  }
  throw new OAuthError('invalid_request', say('logo_too_rich'));
}

function isPng(bytes: Buffer): boolean {
  return bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
}

function isWebp(bytes: Buffer): boolean {
  return (
    bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP'
  );
}
