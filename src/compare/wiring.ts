// How the inputs of two paired nodes correspond, and whether a node was rewired. Matching asks it to weigh a pairing,
// the diff to tell it. A wire that merely passes a node which only one side has still leads to the same source.
import { nobody, ownerOf, type Pairing, partnerOf } from './pairing';
import type { Side, Sides } from './sides';

export interface Alignment {
  /** Places [left, right] of inputs whose sources are partners. */
  readonly same: readonly (readonly [number, number])[];
  /** A wire between two nodes that both sides have is there on one side only. */
  readonly rewired: boolean;
}

/** Answers for one pairing; remembers what it searched, so that the pairing must not change meanwhile. */
export function makeWiring(sides: Sides, pairing: Pairing): (left: number, right: number) => Alignment {
  const passed = {
    left: makePassing(sides.left, (node) => partnerOf(pairing, node)),
    right: makePassing(sides.right, (node) => ownerOf(pairing, node)),
  };
  const agreement = (s: number, t: number): Agreement => {
    const [partner, owner] = [partnerOf(pairing, s), ownerOf(pairing, t)];
    if (partner !== nobody && owner !== nobody) return partner === t ? 2 : 0;
    if (partner === nobody && owner !== nobody) return passed.left(s).has(owner) ? 1 : 0;
    return partner !== nobody && passed.right(t).has(partner) ? 1 : 0;
  };
  return (left, right) => {
    const ours = sides.left.inputs[left] ?? [];
    const theirs = sides.right.inputs[right] ?? [];
    const aligned = aligners[sides.left.reading[left] ?? 'order'](ours, theirs, agreement);
    const rewired =
      ours.some((s, i) => !aligned.left.has(i) && partnerOf(pairing, s) !== nobody) ||
      theirs.some((t, j) => !aligned.right.has(j) && ownerOf(pairing, t) !== nobody);
    return { same: aligned.same, rewired };
  };
}

/** 2: the sources are partners; 1: one is, once nodes of one side only are passed; 0: neither. */
type Agreement = 0 | 1 | 2;
type Agree = (s: number, t: number) => Agreement;

interface Aligned {
  readonly same: readonly (readonly [number, number])[];
  readonly left: ReadonlySet<number>;
  readonly right: ReadonlySet<number>;
}

/** From a node without partner, the nearest nodes upstream that have one. */
function makePassing(side: Side, partner: (node: number) => number): (from: number) => ReadonlySet<number> {
  const known = new Map<number, ReadonlySet<number>>();
  return (from) => {
    const before = known.get(from);
    if (before) return before;
    const found = new Set<number>();
    const open = new Set([from]);
    for (const at of open) {
      for (const source of side.inputs[at] ?? [])
        if (partner(source) === nobody) open.add(source);
        else found.add(source);
    }
    known.set(from, found);
    return found;
  };
}

function byName(ours: readonly number[], theirs: readonly number[], agree: Agree): Aligned {
  const pairs = ours.flatMap((s, i): [number, number][] =>
    agree(s, theirs[i] ?? nobody) > 0 ? [[i, i]] : [],
  );
  return aligned(pairs, ours, theirs, agree);
}

/** The longest common subsequence, sources that are partners before those that are so in passing. */
function inOrder(ours: readonly number[], theirs: readonly number[], agree: Agree): Aligned {
  const width = theirs.length + 1;
  const best = new Float64Array((ours.length + 1) * width);
  const worth = (i: number, j: number) => {
    const agreed = agree(ours[i] ?? nobody, theirs[j] ?? nobody);
    // Any wire more is worth more than the difference between the two sorts over all slots.
    return agreed === 0 ? 0 : 1000 + agreed;
  };
  const at = (i: number, j: number) => best[i * width + j] ?? 0;
  for (let i = ours.length - 1; i >= 0; i -= 1)
    for (let j = theirs.length - 1; j >= 0; j -= 1) {
      const both = worth(i, j);
      const taken = both === 0 ? 0 : both + at(i + 1, j + 1);
      best[i * width + j] = Math.max(at(i + 1, j), at(i, j + 1), taken);
    }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < ours.length && j < theirs.length; ) {
    const both = worth(i, j);
    if (both > 0 && at(i, j) === both + at(i + 1, j + 1)) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (at(i, j) === at(i + 1, j)) i += 1;
    else j += 1;
  }
  return aligned(pairs, ours, theirs, agree);
}

/** Partners first; then a largest matching of the rest (augmenting paths, Kuhn 1955). */
function inAnyOrder(ours: readonly number[], theirs: readonly number[], agree: Agree): Aligned {
  const holders = new Map<number, number>();
  const claim = (i: number, least: Agreement, asked: Set<number>): boolean => {
    for (const [j, t] of theirs.entries()) {
      if (asked.has(j) || agree(ours[i] ?? nobody, t) < least) continue;
      asked.add(j);
      const holder = holders.get(j);
      if (holder !== undefined && !claim(holder, least, asked)) continue;
      holders.set(j, i);
      return true;
    }
    return false;
  };
  const placed = new Set<number>();
  for (const least of [2, 1] as const)
    for (const i of ours.keys()) if (!placed.has(i) && claim(i, least, new Set())) placed.add(i);
  return aligned(
    [...holders].map(([j, i]) => [i, j]),
    ours,
    theirs,
    agree,
  );
}

function aligned(
  pairs: readonly (readonly [number, number])[],
  ours: readonly number[],
  theirs: readonly number[],
  agree: Agree,
): Aligned {
  return {
    same: pairs.filter(([i, j]) => agree(ours[i] ?? nobody, theirs[j] ?? nobody) === 2),
    left: new Set(pairs.map(([i]) => i)),
    right: new Set(pairs.map(([, j]) => j)),
  };
}

const aligners = { any: inAnyOrder, order: inOrder, named: byName } as const;
