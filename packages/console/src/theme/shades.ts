/** Ten shades of a provider's accent: its light-scheme colour stands at 6, its dark-scheme colour at 4, as configured and checked for contrast. */
import type { MantineColorsTuple } from '@mantine/core';

type Rgb = readonly [number, number, number];

export function shadesOf({ light, dark }: { light: string; dark: string }): MantineColorsTuple {
  const [white, ink] = ['#FFFFFF', '#10151F'];
  return [
    mix(light, white, 0.93),
    mix(light, white, 0.84),
    mix(light, white, 0.66),
    mix(dark, white, 0.25),
    dark,
    mix(dark, light, 0.5),
    light,
    mix(light, ink, 0.16),
    mix(light, ink, 0.3),
    mix(light, ink, 0.45),
  ];
}

/** `share` of the second colour. */
function mix(first: string, second: string, share: number): string {
  const [a, b] = [parse(first), parse(second)];
  const mixed = a.map((value, i) => Math.round(value + (b[i]! - value) * share));
  return `#${mixed.map(value => value.toString(16).padStart(2, '0')).join('')}`;
}

function parse(colour: string): Rgb {
  const at = (from: number): number => Number.parseInt(colour.slice(from, from + 2), 16);
  return [at(1), at(3), at(5)];
}
