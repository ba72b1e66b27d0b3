// How much two nodes look like each other, given the pairs found so far: their kind and parameters, what stands around
// them, which of their neighbours are partners already, and a little their names.
import type { Colours, SideColours } from './colours';
import { nobody, ownerOf, type Pairing, partnerOf } from './pairing';
import type { Side, Sides } from './sides';

export interface Likeness {
  readonly sides: Sides;
  readonly colours: { readonly left: SideColours; readonly right: SideColours };
}

/** Less than any pair that is worth telling has. */
export const unlike = 0;

/** Of two nodes of the same kind, more for the likelier; `unlike` of nodes of different kinds. */
export function likeness({ sides, colours }: Likeness, pairing: Pairing, one: number, other: number): number {
  const { left, right } = sides;
  if (left.kinds[one] !== right.kinds[other]) return unlike;
  let score = 2;
  if (left.signatures[one] === right.signatures[other]) score += 8;
  const same = (ours: Colours, theirs: Colours) => ours[one] === theirs[other];
  if (same(colours.left.up, colours.right.up)) score += 4;
  if (same(colours.left.down, colours.right.down)) score += 4;
  if (same(colours.left.near[0], colours.right.near[0])) score += 2;
  if (same(colours.left.near[1], colours.right.near[1])) score += 2;
  if (left.ownNames[one] === right.ownNames[other]) score += left.ids[one] === right.ids[other] ? 3 : 1;
  return Math.max(unlike, score + agreementAround(left, right, pairing, one, other));
}

/** Partners among the neighbours count for a pair, neighbours whose partner is elsewhere against it. */
function agreementAround(left: Side, right: Side, pairing: Pairing, one: number, other: number): number {
  const ours = left.inputs[one] ?? [];
  const theirs = right.inputs[other] ?? [];
  let score = 0;
  for (const source of ours) {
    const partner = partnerOf(pairing, source);
    if (partner !== nobody) score += theirs.includes(partner) ? 4 : -1;
  }
  for (const source of theirs) {
    const owner = ownerOf(pairing, source);
    if (owner !== nobody && !ours.includes(owner)) score -= 1;
  }
  const readers = right.readers[other] ?? [];
  for (const { node, place } of left.readers[one] ?? []) {
    const partner = partnerOf(pairing, node);
    if (partner === nobody) continue;
    const reader = readers.find((each) => each.node === partner);
    score += reader ? 4 + (reader.place === place ? 1 : 0) : -1;
  }
  return score;
}
