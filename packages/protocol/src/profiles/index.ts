/** The profiles by name. */
import type { Profile, ProfileName } from '../profile.ts';
import { clipron } from './clipron.ts';
import { copernica } from './copernica.ts';
import { copper } from './copper.ts';
import { copyai } from './copyai.ts';
import { fliki } from './fliki.ts';
import { standard } from './standard.ts';

export const profiles: Readonly<Record<ProfileName, Profile>> = {
  standard,
  copyai,
  copper,
  clipron,
  fliki,
  copernica,
};
