// A vault in memory, for tests: it clones what it is given, as IndexedDB does.
import { type Shelf, shelves, type Vault } from './vault';

export function memoryVault(): Vault {
  const maps = new Map<Shelf, Map<string, unknown>>(shelves.map((shelf) => [shelf, new Map()]));
  return {
    read: async (shelf, key) => structuredClone(maps.get(shelf)?.get(key)),
    readAll: async (shelf) =>
      structuredClone([...(maps.get(shelf) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1))),
    keys: async (shelf) => [...(maps.get(shelf)?.keys() ?? [])].sort(),
    write: async (changes) => {
      const cloned = structuredClone(changes);
      for (const { shelf, key, value } of cloned) {
        if (value === undefined) maps.get(shelf)?.delete(key);
        else maps.get(shelf)?.set(key, value);
      }
    },
  };
}
