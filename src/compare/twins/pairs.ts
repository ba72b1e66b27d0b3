// Which convolutions of a chain a shortcut goes around together: pairs of equal ones, and triples around a bottleneck.
import { sameShape } from '../../layers/merging';
import { type ConvFacts, isOne, type Unit } from './units';

export interface Block {
  readonly units: readonly Unit[];
  readonly first: Unit;
  readonly last: Unit;
}

/**
 * Pairs of equal kernels and filters of which the second steps by 1, and triples of 1×1, k×k and a wider 1×1. In an odd
 * run of equal ones the first stays by itself: it is a stem, or makes the channels that the others keep.
 */
export function blocksOf(
  chain: readonly Unit[],
  facts: (unit: Unit) => ConvFacts,
): { readonly blocks: readonly Block[]; readonly left: readonly Unit[] } {
  const blocks: Block[] = [];
  const left: Unit[] = [];
  for (let at = 0; at < chain.length; ) {
    const triple = isTriple(chain.slice(at, at + 3).map(facts)) ? 3 : 0;
    const run = triple || runLength(chain.slice(at).map(facts));
    const size = triple || 2;
    const alone = run % size;
    left.push(...chain.slice(at, at + alone));
    for (let from = at + alone; from < at + run; from += size) {
      const units = chain.slice(from, from + size);
      const [first, last] = [units[0], units.at(-1)];
      if (first && last) blocks.push({ units, first, last });
    }
    at += run;
  }
  return { blocks, left };
}

function isTriple([reduce, conv, expand]: readonly ConvFacts[]): boolean {
  if (!reduce?.pointwise || !conv || conv.pointwise || !expand?.pointwise) return false;
  return isOne(expand.stride) && expand.filters > reduce.filters;
}

/** How many from the first on are equal to it, step by 1 (but the first), and look at more than a pixel; at least 1. */
function runLength(units: readonly ConvFacts[]): number {
  const [first] = units;
  if (!first || first.pointwise) return 1;
  const end = units.findIndex(
    (each, i) =>
      i > 0 &&
      (each.pointwise ||
        !isOne(each.stride) ||
        each.filters !== first.filters ||
        !sameShape(each.kernel, first.kernel)),
  );
  return end < 0 ? units.length : end;
}
