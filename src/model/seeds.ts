// Random seeds by name. A layer's seed depends on the run's seed and the step's id alone, so that a layer starts
// with the same weights whatever else the network holds, and two networks can be compared layer by layer.

/** Names to seed by in place of steps' ids, so that a renamed layer starts as the one it corresponds to. */
export type SeedNames = Readonly<Record<string, string>>;

/** The name by which a step's numbers are drawn. */
export const seedName = (names: SeedNames, id: string): string =>
  Object.hasOwn(names, id) ? (names[id] ?? id) : id;

/**
 * A seed from 1 to 2³¹ − 1 for one use (`parts`: a step's id, a batch number) of a run's seed.
 * Never 0: tf.js reads a seed of 0 as "none given" in its normal initialisers.
 * FNV-1a over the text, then MurmurHash3's 32-bit finaliser, which spreads neighbouring inputs apart.
 */
export function seedOf(runSeed: number, ...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of `${runSeed}|${parts.join('|')}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (((hash ^ (hash >>> 16)) >>> 0) % 0x7fffffff) + 1;
}
