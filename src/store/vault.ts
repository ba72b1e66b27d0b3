// A small store of values by shelf and key, on which autosave and the user's own data sets are kept: IndexedDB in the
// browser, a map in tests.
import { type IDBPDatabase, openDB } from 'idb';

export const shelves = ['sessions', 'steps', 'dataSets', 'lists', 'aside'] as const;
export type Shelf = (typeof shelves)[number];

/** A value to put under a key, or, with `value` undefined, a key to forget. */
export interface Change {
  readonly shelf: Shelf;
  readonly key: string;
  readonly value: unknown;
}

/** Values go through structured cloning. Each method rejects when the browser cannot or may not store. */
export interface Vault {
  readonly read: (shelf: Shelf, key: string) => Promise<unknown>;
  readonly keys: (shelf: Shelf) => Promise<readonly string[]>;
  /** All changes or none. */
  readonly write: (changes: readonly Change[]) => Promise<void>;
}

/** Opened at the first use; an opening that failed is tried again at the next. */
export function indexedDbVault(name: string): Vault {
  let opening: Promise<IDBPDatabase> | undefined;
  const database = (): Promise<IDBPDatabase> => {
    opening ??= openDB(name, 1, {
      upgrade: (db) => {
        for (const shelf of shelves) db.createObjectStore(shelf);
      },
      terminated: () => {
        opening = undefined;
      },
    }).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  return {
    read: async (shelf, key) => (await database()).get(shelf, key),
    keys: async (shelf) => (await (await database()).getAllKeys(shelf)).map(String),
    write: async (changes) => {
      if (changes.length === 0) return;
      const names = [...new Set(changes.map((change) => change.shelf))];
      const transaction = (await database()).transaction(names, 'readwrite');
      const pending = changes.map(({ shelf, key, value }) => {
        const store = transaction.objectStore(shelf);
        return value === undefined ? store.delete(key) : store.put(value, key);
      });
      await Promise.all([...pending, transaction.done]);
    },
  };
}
