/**
 * Reads of the same thing by many at once. Who asks while such a read is under way waits for the next one, together with everybody else
 * who came meanwhile: it begins after all of them asked, so nobody is told what was true before. Nothing is remembered.
 */

/** One that takes longer is waited for by nobody else. */
const SLOW_MS = 100;

interface Lane {
  readonly begunAt: number;
  /** Those who wait; null: nobody does. */
  next: { begin: () => Promise<unknown>; answer: PromiseWithResolvers<unknown> } | null;
}

export class SharedReads {
  readonly #lanes = new Map<string, Lane>();

  read<T>(name: string, begin: () => Promise<T>): Promise<T> {
    const lane = this.#lanes.get(name);
    if (lane === undefined || performance.now() - lane.begunAt > SLOW_MS) return this.#begin(name, begin);
    lane.next ??= { begin, answer: Promise.withResolvers<unknown>() };
    return lane.next.answer.promise as Promise<T>;
  }

  #begin<T>(name: string, begin: () => Promise<T>): Promise<T> {
    const lane: Lane = { begunAt: performance.now(), next: null };
    this.#lanes.set(name, lane);
    const answer = begin();
    const end = (): void => this.#end(name, lane);
    answer.then(end, end);
    return answer;
  }

  #end(name: string, lane: Lane): void {
    if (this.#lanes.get(name) === lane) this.#lanes.delete(name);
    if (lane.next === null) return;
    const { begin, answer } = lane.next;
    this.read(name, begin).then(answer.resolve, answer.reject);
  }
}
