/**
 * Unknown must take as long as wrong (S-C9, S-P6): what is unknown is a read that finds nothing, what is wrong one that finds a row, and
 * a patient caller measures the difference. So a refusal makes the other read, too. What is right pays nothing.
 */
import type { Id } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from './clock.ts';
import { newId } from './ids.ts';

type Read = (id: Id) => Promise<unknown>;

export class EvenReads {
  readonly apps: OtherRead;
  readonly families: OtherRead;
  readonly apiKeys: OtherRead;

  constructor(store: Store, clock: Clock) {
    const otherRead = (read: Read): OtherRead => new OtherRead(read, () => newId(clock.nowMs()));
    this.apps = otherRead(async id => {
      await store.findApp(id);
      await store.listAppSecrets(id);
    });
    this.families = otherRead(id => store.findFamily(id));
    this.apiKeys = otherRead(id => store.findApiKey(id));
  }
}

class OtherRead {
  readonly #read: Read;
  readonly #newId: () => Id;
  /** The last one that was there: without a single one nothing can be told apart either. */
  #known: Id | null = null;

  constructor(read: Read, makeId: () => Id) {
    this.#read = read;
    this.#newId = makeId;
  }

  /** `found`: the id of the row that the refused request led to; null: to none. */
  async make(found: Id | null): Promise<void> {
    const unknown = this.#newId();
    const other = found === null ? this.#known : unknown;
    this.#known = found ?? this.#known;
    if (other !== null) await this.#read(other);
  }
}
