/** The connections of one process: one that writes, some that read, each opened when it is needed and anew when it was lost. */
import { StoreUnavailableError } from '../store.ts';
import { openConnection, type Connection, type Role } from './connection.ts';

export interface Connections {
  forWriting(): Promise<Connection>;
  /** The one with the least to do. */
  forReading(): Promise<Connection>;
  close(): Promise<void>;
}

export function createConnections(url: string, readers: number): Connections {
  let isClosed = false;
  const slots = {
    writer: createSlot('writes'),
    readers: Array.from({ length: readers }, () => createSlot('reads')),
  };

  function createSlot(role: Role) {
    let opening: Promise<Connection> | null = null;
    let present: Connection | null = null;
    return {
      get underWay() {
        return present?.isOpen ? present.underWay : opening ? 1 : 0;
      },
      async get(): Promise<Connection> {
        if (isClosed) throw new StoreUnavailableError('the database is closed');
        if (present?.isOpen) return present;
        opening ??= openConnection(url, role).finally(() => (opening = null));
        return (present = await opening);
      },
      async close(): Promise<void> {
        await opening?.catch(() => {});
        if (present?.isOpen) await present.close().catch(() => {});
      },
    };
  }

  return {
    forWriting: () => slots.writer.get(),
    forReading: () =>
      slots.readers.reduce((best, slot) => (slot.underWay < best.underWay ? slot : best)).get(),
    async close() {
      isClosed = true;
      await Promise.all([slots.writer, ...slots.readers].map(slot => slot.close()));
    },
  };
}
