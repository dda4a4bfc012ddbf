/** The scale of a chart: whole, round numbers from zero to above the largest value. */

const STEPS = [1, 2, 5, 10];
const WANTED_TICKS = 4;

export function scaleOf(largest: number): { ticks: number[]; max: number } {
  const rough = Math.max(1, largest / WANTED_TICKS);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = STEPS.find(factor => factor * power >= rough)! * power;
  const count = Math.max(1, Math.ceil(largest / step));
  return { ticks: Array.from({ length: count + 1 }, (_, i) => i * step), max: count * step };
}
