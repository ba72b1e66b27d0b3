// WGSL that reads and writes four neighbouring floats at a time: as one word, where all channels are divisible by four
// (`fours`) and the buffer holds `vec4f`, or one by one, up to where the matrix ends.

interface Gathered {
  readonly from: string;
  /** Four from this index on, where it is below the limit. */
  readonly index: string;
  readonly limit: string;
  /** Expressions for the place in the buffer, below zero outside the image: of the first, and of the `i`th after it. */
  readonly place: string;
  readonly eachPlace: string;
}

/** Returns four floats that lie together only within a word; 0 for what lies beyond the limit or outside the image. */
export const gatherFour = (fours: boolean, { from, index, limit, place, eachPlace }: Gathered): string =>
  fours
    ? `if (${index} >= ${limit}) { return vec4f(); }
  let at = ${place};
  if (at < 0) { return vec4f(); }
  return ${from}[at / 4];`
    : `var found = vec4f();
  for (var i = 0; i < 4; i++) {
    if (${index} + i < ${limit}) {
      let at = ${eachPlace};
      if (at >= 0) { found[i] = ${from}[at]; }
    }
  }
  return found;`;

/** Returns four neighbours from `at` on; 0 for what lies beyond the limit, below which `index` is known to be. */
export const readFour = (fours: boolean, from: string, index: string, limit: string): string =>
  fours
    ? `return ${from}[at / 4];`
    : `var found = vec4f(${from}[at], 0.0, 0.0, 0.0);
  for (var i = 1; i < 4; i++) { if (${index} + i < ${limit}) { found[i] = ${from}[at + i]; } }
  return found;`;

/** Writes `sum` from `at` on, as far as `index` stays below the limit. */
export const writeFour = (fours: boolean, to: string, index: string, limit: string): string =>
  fours
    ? `${to}[at / 4] = sum;`
    : `for (var i = 0; i < 4; i++) { if (${index} + i < ${limit}) { ${to}[at + i] = sum[i]; } }`;
