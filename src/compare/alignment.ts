// What no wire leads to is paired by sequence: both sides laid out in one order that depends on structure alone, and
// aligned as texts are (Needleman & Wunsch 1970). This is what pairs a residual network with its plain twin, block for
// block, when every name differs.
import type { Colours } from './colours';
import { type Likeness, likeness, unlike } from './likeness';
import { nobody, ownerOf, type Pairing, pair, partnerOf } from './pairing';
import type { Side } from './sides';

/** Cells of the table that are still filled; beyond, nodes are paired by signature in their order alone. */
const mostCells = 4e6;

/** Pairs free nodes so that the sum of likenesses is largest among all pairings that keep the order. */
export function alignFree(of: Likeness, pairing: Pairing): void {
  const { left, right } = of.sides;
  const ours = branchOrder(left, of.colours.left.up).filter((i) => partnerOf(pairing, i) === nobody);
  const theirs = branchOrder(right, of.colours.right.up).filter((j) => ownerOf(pairing, j) === nobody);
  if (ours.length * theirs.length > mostCells) pairInOrder(of, pairing, ours, theirs);
  else pairAligned(of, pairing, ours, theirs);
}

function pairAligned(
  of: Likeness,
  pairing: Pairing,
  ours: readonly number[],
  theirs: readonly number[],
): void {
  const width = theirs.length + 1;
  const best = new Float64Array((ours.length + 1) * width);
  const worth = new Float32Array(ours.length * theirs.length);
  const at = (i: number, j: number) => best[i * width + j] ?? 0;
  for (let i = ours.length - 1; i >= 0; i -= 1)
    for (let j = theirs.length - 1; j >= 0; j -= 1) {
      const both = likeness(of, pairing, ours[i] ?? nobody, theirs[j] ?? nobody);
      worth[i * theirs.length + j] = both;
      const taken = both === unlike ? 0 : both + at(i + 1, j + 1);
      best[i * width + j] = Math.max(at(i + 1, j), at(i, j + 1), taken);
    }
  for (let i = 0, j = 0; i < ours.length && j < theirs.length; ) {
    const both = worth[i * theirs.length + j] ?? unlike;
    if (both !== unlike && at(i, j) === both + at(i + 1, j + 1)) {
      pair(pairing, ours[i] ?? nobody, theirs[j] ?? nobody);
      i += 1;
      j += 1;
    } else if (at(i, j) === at(i + 1, j)) i += 1;
    else j += 1;
  }
}

function pairInOrder(
  { sides: { left, right } }: Likeness,
  pairing: Pairing,
  ours: readonly number[],
  theirs: readonly number[],
): void {
  const waiting = new Map<number, number[]>();
  for (const other of [...theirs].reverse()) {
    const signature = right.signatures[other] ?? nobody;
    const list = waiting.get(signature);
    if (list) list.push(other);
    else waiting.set(signature, [other]);
  }
  for (const one of ours) {
    const other = waiting.get(left.signatures[one] ?? nobody)?.pop();
    if (other !== undefined) pair(pairing, one, other);
  }
}

/**
 * Every node behind its inputs, branch after branch: depth first from the ends. Where order does not matter the longest
 * branch comes first, so that the order of drawing plays no part.
 */
function branchOrder(side: Side, up: Colours): readonly number[] {
  const depths: number[] = [];
  for (const node of side.ids.keys())
    depths.push(1 + Math.max(0, ...(side.inputs[node] ?? []).map((source) => depths[source] ?? 0)));
  const longestFirst = (a: number, b: number) =>
    (depths[b] ?? 0) - (depths[a] ?? 0) || (up[a] ?? 0) - (up[b] ?? 0);
  const sourcesOf = (node: number): readonly number[] => {
    const sources = (side.inputs[node] ?? []).filter((source) => source >= 0);
    return side.reading[node] === 'any' ? sources.sort(longestFirst) : sources;
  };
  const ends = [...side.ids.keys()].filter((node) => side.readers[node]?.length === 0).sort(longestFirst);
  const order: number[] = [];
  const met = new Set<number>();
  // Nodes on a cycle lead to no end.
  for (const end of [...ends, ...side.ids.keys()]) visit(end, sourcesOf, met, order);
  return order;
}

function visit(
  end: number,
  sourcesOf: (node: number) => readonly number[],
  met: Set<number>,
  order: number[],
): void {
  if (met.has(end)) return;
  met.add(end);
  const path = [{ node: end, open: [...sourcesOf(end)].reverse() }];
  for (let at = path.at(-1); at; at = path.at(-1)) {
    const next = at.open.pop();
    if (next === undefined) {
      order.push(at.node);
      path.pop();
    } else if (!met.has(next)) {
      met.add(next);
      path.push({ node: next, open: [...sourcesOf(next)].reverse() });
    }
  }
}
