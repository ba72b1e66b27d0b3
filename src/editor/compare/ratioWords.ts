// A figure against the first design's, in words: `×0.25`, `the same`.

/** `×1.9`; `the same` where equal, `–` where there is nothing to compare. */
export function ratioWords(value: number, first: number): string {
  return ratioOf(first === 0 ? (value === 0 ? 1 : undefined) : value / first);
}

/** A ratio to two digits, near 1 to three, so that a small difference is not told as none. */
export function ratioOf(ratio: number | undefined): string {
  if (ratio === undefined) return '–';
  if (ratio === 1) return 'the same';
  if (ratio >= 100) return `×${Math.round(ratio)}`;
  return `×${Number(ratio.toPrecision(Math.abs(ratio - 1) < 0.1 ? 3 : 2))}`;
}
