// Our own random numbers: the same on every machine and in every browser, which Math.random is not, so that
// a data set, a shuffle or a held-out part can be named by its seed. xoshiro128** 1.1 by Blackman and Vigna
// (https://prng.di.unimi.it/xoshiro128starstar.c), its state filled by MurmurHash3's 32-bit finaliser.

const scramble = (value: number): number => {
  let z = value;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (z ^ (z >>> 16)) >>> 0;
};

/** A seeded stream of random numbers. A class because it owns its state: drawing a number advances it. */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(a: number, b: number, c: number, d: number) {
    this.a = a | 0;
    this.b = b | 0;
    this.c = c | 0;
    this.d = d | 0;
  }

  /** The stream numbered `stream` of a seed; any two differ as unrelated seeds do. Both are taken as 32-bit integers. */
  static from(seed: number, stream = 0): Random {
    const start = scramble((scramble(seed + 0x9e3779b9) ^ stream) + 0x6a09e667);
    // The golden-ratio step keeps the four words apart, so the forbidden all-zero state cannot arise.
    const word = (n: number): number => scramble(start + Math.imul(n, 0x9e3779b9));
    return new Random(word(1), word(2), word(3), word(4));
  }

  /** An integer in [0, 2^32). */
  next(): number {
    const b5 = Math.imul(this.b, 5);
    const result = Math.imul((b5 << 7) | (b5 >>> 25), 9) >>> 0;
    const t = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= t;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result;
  }

  /** A number in [0, 1). */
  unit(): number {
    return this.next() / 4294967296;
  }

  /** A number in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.unit();
  }

  /** An integer in [0, bound), bound up to 2^32. Multiply-and-take-the-top: biased by less than bound / 2^32. */
  below(bound: number): number {
    return Math.floor(this.unit() * bound);
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  /**
   * Bell-shaped, mean 0, standard deviation 1, within ±3.5: the sum of four uniforms, because Math.log may differ
   * between machines.
   */
  bell(): number {
    // Four uniforms have variance 4/12; √3 brings it to 1.
    return (this.unit() + this.unit() + this.unit() + this.unit() - 2) * 1.7320508075688772;
  }

  /** One of the items, each as likely as the others. */
  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.below(items.length)] ?? items[0];
  }
}
