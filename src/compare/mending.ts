// What a pairing costs, counted in things to tell, and a search for a cheaper one close to it: a node in trouble is given
// another partner, or two exchange theirs. It is for designs that share no names and are nearly symmetric.
import { nobody, ownerOf, type Pairing, pair, part, partnerOf } from './pairing';
import type { Side, Sides } from './sides';
import { makeWiring } from './wiring';

/** What there is to tell: nodes of one side only, changed and rewired ones. Equal names decide between equals. */
export function costOf(sides: Sides, pairing: Pairing): number {
  const { left, right } = sides;
  const wiring = makeWiring(sides, pairing);
  let cost = 0;
  for (const [one, other] of pairing.toRight.entries()) {
    if (other === nobody) {
      cost += 1;
      continue;
    }
    if (left.signatures[one] !== right.signatures[other]) cost += 1;
    if (wiring(one, other).rewired) cost += 1.25;
    if (left.ids[one] !== right.ids[other]) cost += 1e-6;
  }
  for (const owner of pairing.toLeft) if (owner === nobody) cost += 1;
  return cost;
}

/** No pairing of equal kinds costs less: of each kind, what is on one side without its like on the other. */
export function leastCost({ left, right }: Sides): number {
  const surplus = new Map<string, Map<number, number>>();
  const count = (side: Side, by: number) => {
    for (const [node, kind] of side.kinds.entries()) {
      const ofKind = surplus.get(kind) ?? new Map<number, number>();
      const signature = side.signatures[node] ?? nobody;
      surplus.set(kind, ofKind.set(signature, (ofKind.get(signature) ?? 0) + by));
    }
  };
  count(left, 1);
  count(right, -1);
  let least = 0;
  for (const ofKind of surplus.values()) {
    const counts = [...ofKind.values()];
    const sum = (sign: number) => counts.reduce((all, each) => all + Math.max(0, sign * each), 0);
    least += Math.max(sum(1), sum(-1));
  }
  return least;
}

/** Nodes weighed in all, over all tries: about a tenth of a second. */
const mostWeighed = 200_000;

/** Changes the pairing while that lowers its cost. */
export function mend(sides: Sides, pairing: Pairing): void {
  const { left, right } = sides;
  let cost = costOf(sides, pairing);
  let tries = mostWeighed / (left.ids.length + right.ids.length);
  for (let better = true; better; ) {
    better = false;
    const troubled = troubledOf(sides, pairing);
    for (const one of troubled.left) {
      for (const other of troubled.right) {
        if (left.kinds[one] !== right.kinds[other] || partnerOf(pairing, one) === other) continue;
        tries -= 1;
        if (tries < 0) return;
        const undo = exchange(sides, pairing, one, other);
        const now = costOf(sides, pairing);
        if (now < cost - 0.5) {
          cost = now;
          better = true;
        } else undo();
      }
    }
  }
}

/** Nodes of which there is something to tell, with those of the same signature as one that has no partner. */
function troubledOf(sides: Sides, pairing: Pairing): { left: readonly number[]; right: readonly number[] } {
  const { left, right } = sides;
  const wiring = makeWiring(sides, pairing);
  const found = [...left.ids.keys()].filter((one) => {
    const other = partnerOf(pairing, one);
    if (other === nobody) return true;
    return left.signatures[one] !== right.signatures[other] || wiring(one, other).rewired;
  });
  const others = found.map((one) => partnerOf(pairing, one)).filter((other) => other !== nobody);
  const free = [...right.ids.keys()].filter((other) => ownerOf(pairing, other) === nobody);
  const wanted = new Set(found.map((one) => left.signatures[one]));
  const alike = [...right.ids.keys()].filter((other) => wanted.has(right.signatures[other]));
  const offered = new Set([...others, ...free].map((other) => right.signatures[other]));
  const likely = [...left.ids.keys()].filter((one) => offered.has(left.signatures[one]));
  return {
    left: [...new Set([...found, ...likely])],
    right: [...new Set([...others, ...free, ...alike])],
  };
}

/** Pairs the two, and what they leave behind with each other where it is of one kind; gives the way back. */
function exchange({ left, right }: Sides, pairing: Pairing, one: number, other: number): () => void {
  const [before, owner] = [partnerOf(pairing, one), ownerOf(pairing, other)];
  part(pairing, one);
  if (owner !== nobody) part(pairing, owner);
  pair(pairing, one, other);
  const both = owner !== nobody && before !== nobody && left.kinds[owner] === right.kinds[before];
  if (both) pair(pairing, owner, before);
  return () => {
    part(pairing, one);
    if (both) part(pairing, owner);
    if (before !== nobody) pair(pairing, one, before);
    if (owner !== nobody) pair(pairing, owner, other);
  };
}
