/**
 * Counters of several hours or days in one text: `9:12,,,,5300 10:3` has numbers for the slots 9 and 10. Zeros are left out, since most
 * counters of most hours are. A row for each hour would be mostly the row's own head and key.
 */

export type Slots = Map<number, readonly number[]>;

const [COMMA, COLON, SPACE, ZERO] = [',', ':', ' ', '0'].map(sign => sign.charCodeAt(0));

/** Sign by sign, without parts of text: a chart reads a megabyte. */
export function readSlots(text: string): Slots {
  const slots = new Map<number, number[]>();
  let numbers: number[] = [];
  let number = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === COLON) slots.set(number, (numbers = []));
    else if (code === COMMA || code === SPACE) numbers.push(number);
    else {
      number = number * 10 + code - ZERO!;
      continue;
    }
    number = 0;
  }
  if (text !== '') numbers.push(number);
  return slots;
}

export function writeSlots(slots: Slots): string {
  const parts = [...slots].map(([slot, numbers]) => {
    const end = numbers.findLastIndex(number => number > 0) + 1;
    return `${slot}:${numbers
      .slice(0, end)
      .map(number => number || '')
      .join(',')}`;
  });
  return parts.join(' ');
}

/** @param numbers all of them: what is in the slot may be shorter. */
export function addToSlot(slots: Slots, slot: number, numbers: readonly number[]): void {
  const before = slots.get(slot) ?? [];
  slots.set(
    slot,
    numbers.map((number, i) => number + (before[i] ?? 0)),
  );
}
