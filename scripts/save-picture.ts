/** A picture of a page, small enough for a repository, under docs/images. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toPalettePng } from './palette-png.ts';

const FOLDER = join(import.meta.dirname, '..', 'docs', 'images');
const LARGEST_BYTES = 200_000;

export function savePicture(name: string, screenshot: Buffer): void {
  mkdirSync(FOLDER, { recursive: true });
  const path = join(FOLDER, `${name}.png`);
  const picture = toPalettePng(screenshot);
  if (picture.length > LARGEST_BYTES) throw new Error(`${path} would have ${picture.length} bytes.`);
  writeFileSync(path, picture);
  console.log(`${path} (${Math.ceil(picture.length / 1000)} KB)`);
}
