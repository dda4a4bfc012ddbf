/** The navigation, in the order it is shown. */
import { administration } from '../sections/administration/section.ts';
import { developers } from '../sections/developers/section.ts';
import { operation } from '../sections/operation/section.ts';
import { settings } from '../sections/settings/section.ts';
import type { Section } from './section.ts';

export const SECTIONS: readonly Section[] = [settings, administration, developers, operation];
