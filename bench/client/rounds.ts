/** Interleaved rounds: on a machine that is never quiet only what was measured at the same time can be compared. */
export interface Cost {
  /** Of one operation, in microseconds. */
  wall: number;
  cpu: number;
}

export async function interleave(
  rounds: number,
  contenders: Readonly<Record<string, () => Promise<Cost>>>,
): Promise<Record<string, Cost[]>> {
  const names = Object.keys(contenders);
  const costs: Record<string, Cost[]> = Object.fromEntries(names.map(name => [name, []]));
  for (const name of names) await contenders[name]!();
  for (let round = 0; round < rounds; round++) {
    // Everybody goes first as often as last.
    const order = names.map((_, i) => names[(i + round) % names.length]!);
    for (const name of round % 2 === 0 ? order : order.toReversed())
      costs[name]!.push(await contenders[name]!());
  }
  return costs;
}

/** @param lanes So many operations are under way at once. */
export async function measure(
  operations: number,
  lanes: number,
  operation: () => Promise<unknown>,
): Promise<Cost> {
  let left = operations;
  const lane = async (): Promise<void> => {
    while (left-- > 0) await operation();
  };
  const [cpuBefore, begun] = [process.cpuUsage(), performance.now()];
  await Promise.all(Array.from({ length: lanes }, lane));
  const { user, system } = process.cpuUsage(cpuBefore);
  return { wall: ((performance.now() - begun) * 1000) / operations, cpu: (user + system) / operations };
}

export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

/** Of the ratios within each round. */
export function medianRatio(costs: readonly Cost[], basis: readonly Cost[], kind: keyof Cost): number {
  return median(costs.map((cost, i) => cost[kind] / basis[i]![kind]));
}
