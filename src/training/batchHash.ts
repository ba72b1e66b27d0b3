// A fingerprint of the batches a run has seen, so that two runs can be shown to have learned from the same images in
// the same order, whatever their networks.

export interface BatchHash {
  /** Takes in the next batch: the indices of its images, in order. */
  readonly add: (indices: Uint32Array) => void;
  /** 14 hexadecimal digits over all batches so far, boundaries between them included. */
  readonly digest: () => string;
  /** From which a hash can be taken up again. */
  readonly state: () => readonly [number, number];
}

/**
 * Two lanes of 32 bits, multiplied by odd constants and mixed at the end by MurmurHash3's finaliser (as in bryc's
 * public-domain cyrb53): 53 bits, so that among a million runs two are equal by chance once in 18,000 times.
 */
export function makeBatchHash(from: readonly [number, number] = [0xdeadbeef, 0x41c6ce57]): BatchHash {
  let [a, b] = from;
  const take = (value: number) => {
    a = Math.imul(a ^ value, 0x9e3779b1);
    b = Math.imul(b ^ value, 0x5f356495);
    // A product carries differences upwards alone; the shift brings them down again.
    a ^= a >>> 15;
    b ^= b >>> 13;
  };
  return {
    add: (indices) => {
      take(indices.length);
      for (const index of indices) take(index);
    },
    state: () => [a, b],
    digest: () => {
      const [low, high] = [mixed(a) ^ mixedLast(b), mixed(b) ^ mixedLast(a)];
      return (0x100000000 * (high & 0x1fffff) + (low >>> 0)).toString(16).padStart(14, '0');
    },
  };
}

const mixed = (x: number): number => Math.imul(x ^ (x >>> 16), 0x85ebca6b);
const mixedLast = (x: number): number => Math.imul(x ^ (x >>> 13), 0xc2b2ae35);

/** Of no batch at all. */
export const hashOfNothing = makeBatchHash().digest();
