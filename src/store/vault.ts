// A small store of values by shelf and key, on which autosave, the user's own data sets and the history of runs are kept:
// IndexedDB in the browser, a map in tests.
import { type IDBPDatabase, openDB } from 'idb';

export const shelves = [
  'sessions',
  'steps',
  'dataSets',
  'lists',
  'aside',
  'runs',
  'runMarks',
  'traces',
  'checkpoints',
  'versions',
  'versionTexts',
] as const;
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
  /** A whole shelf at once, by key: one request, where reading key by key would take one each. */
  readonly readAll: (shelf: Shelf) => Promise<readonly (readonly [key: string, value: unknown])[]>;
  /** All changes or none. */
  readonly write: (changes: readonly Change[]) => Promise<void>;
}

/** 2 added the shelves of the history of runs, 3 that of checkpoints, 4 those of
 * versions. A later version only adds shelves too, so that no upgrade loses anything. */
const version = 4;

/** Opened at the first use; an opening that failed is tried again at the next. */
export function indexedDbVault(name: string): Vault {
  let opening: Promise<IDBPDatabase> | undefined;
  const database = (): Promise<IDBPDatabase> => {
    opening ??= openDB(name, version, {
      upgrade: addShelves,
      // A tab with a later version of the app waits for this one to let go; the next use opens again.
      blocking: (_, __, event) => {
        opening = undefined;
        (event.target as IDBDatabase).close();
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
    readAll: async (shelf) => {
      const store = (await database()).transaction(shelf).store;
      const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
      return keys.map((key, i) => [String(key), values[i]] as const);
    },
    write: async (changes) => {
      if (changes.length > 0) await put(await database(), changes);
    },
  };
}

function addShelves(db: IDBPDatabase): void {
  for (const shelf of shelves) if (!db.objectStoreNames.contains(shelf)) db.createObjectStore(shelf);
}

async function put(db: IDBPDatabase, changes: readonly Change[]): Promise<void> {
  const names = [...new Set(changes.map((change) => change.shelf))];
  const transaction = db.transaction(names, 'readwrite');
  const pending: Promise<unknown>[] = [];
  try {
    for (const { shelf, key, value } of changes) {
      const store = transaction.objectStore(shelf);
      pending.push(value === undefined ? store.delete(key) : store.put(value, key));
    }
  } catch (error) {
    // A value that cannot be cloned throws at once and would leave those before it written.
    transaction.abort();
    await Promise.allSettled([...pending, transaction.done]);
    throw error;
  }
  const settled = await Promise.allSettled([transaction.done, ...pending]);
  const failed = settled.find((one) => one.status === 'rejected');
  // Requests of a transaction that is given up say only that; the transaction knows why.
  if (failed) throw transaction.error ?? failed.reason;
}

/** Whether a write was refused because the browser has no room left for this site. */
export const isQuotaExceeded = (error: unknown): boolean =>
  error instanceof Error && error.name === 'QuotaExceededError';
