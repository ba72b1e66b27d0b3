// Which node of one side is paired with which of the other, while it is being found: mutable, and one to one at every
// moment.

export const nobody = -1;

export interface Pairing {
  /** For each node of the left, its partner on the right, or `nobody`. */
  readonly toRight: Int32Array;
  readonly toLeft: Int32Array;
}

export const noPairs = (left: number, right: number): Pairing => ({
  toRight: new Int32Array(left).fill(nobody),
  toLeft: new Int32Array(right).fill(nobody),
});

export const copyOf = ({ toRight, toLeft }: Pairing): Pairing => ({
  toRight: toRight.slice(),
  toLeft: toLeft.slice(),
});

export const partnerOf = ({ toRight }: Pairing, left: number): number => toRight[left] ?? nobody;
export const ownerOf = ({ toLeft }: Pairing, right: number): number => toLeft[right] ?? nobody;

/** Pairs two nodes where both are free; whether they were. */
export function pair(pairing: Pairing, left: number, right: number): boolean {
  if (partnerOf(pairing, left) !== nobody || ownerOf(pairing, right) !== nobody) return false;
  pairing.toRight[left] = right;
  pairing.toLeft[right] = left;
  return true;
}

export function part(pairing: Pairing, left: number): void {
  const right = partnerOf(pairing, left);
  if (right === nobody) return;
  pairing.toRight[left] = nobody;
  pairing.toLeft[right] = nobody;
}
