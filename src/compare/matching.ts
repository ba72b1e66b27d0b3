// Which node of one design corresponds to which of another, from structure, parameters and names together. Several
// ways of pairing are tried, and the one with the least to tell is taken.
import type { Graph } from '../graph/graph';
import { layerOf } from '../layers/index';
import type { NodeId } from '../lib/ids';
import { alignFree } from './alignment';
import { coloursOf, matchAll, pairAnchors } from './colours';
import type { Likeness } from './likeness';
import { costOf, leastCost, mend } from './mending';
import { copyOf, nobody, noPairs, ownerOf, type Pairing, pair, part, partnerOf } from './pairing';
import { percolate } from './percolate';
import { type Side, type Sides, sidesOf } from './sides';
import { makeWiring } from './wiring';

export interface Matching {
  readonly toRight: ReadonlyMap<NodeId, NodeId>;
  readonly toLeft: ReadonlyMap<NodeId, NodeId>;
}

/**
 * Pairs the nodes of two flat graphs (`expand`), one to one. Partners are of the same kind, but for one case: a node
 * that stands in the place of another of the same palette group, between the same partners on both sides (a max pool
 * where an average pool was), is that one with its kind changed; two nodes gone and come would hide it. Equal graphs
 * pair completely, whatever their names and order.
 */
export function matchGraphs(left: Graph, right: Graph): Matching {
  const sides = sidesOf(left, right);
  const pairing = bestPairing(sides);
  const toRight = new Map<NodeId, NodeId>();
  const toLeft = new Map<NodeId, NodeId>();
  for (const [one, other] of pairing.toRight.entries()) {
    const [ours, theirs] = [sides.left.ids[one], sides.right.ids[other]];
    if (ours === undefined || theirs === undefined) continue;
    toRight.set(ours, theirs);
    toLeft.set(theirs, ours);
  }
  return { toRight, toLeft };
}

/** Large designs with more to tell than this, and a quarter of their nodes, are not worth a second look for less. */
const farApart = 100;

function bestPairing(sides: Sides): Pairing {
  // Names first: they tell what a designer thinks of as the same, and settle most comparisons at once.
  const named = pairNames(sides, noPairs(sides.left.ids.length, sides.right.ids.length));
  const [told, least] = [costOf(sides, named), leastCost(sides)];
  if (told < least + 0.5) {
    pairReplaced(sides, named);
    return named;
  }
  const colours = coloursOf(sides);
  const all = matchAll(sides, colours);
  if (all) return all;
  const of: Likeness = { sides, colours };
  const hopeless = Math.max(farApart, (sides.left.ids.length + sides.right.ids.length) / 4);
  let best: { pairing: Pairing; cost: number } | undefined;
  for (const start of starts(of, named)) {
    const pairing = finished(of, start());
    const cost = costOf(sides, pairing);
    if (!best || cost < best.cost) best = { pairing, cost };
    if (best.cost < least + 0.5 || best.cost > hopeless) break;
  }
  const pairing = best?.pairing ?? named;
  if (best && best.cost >= least + 0.5 && best.cost <= hopeless) mend(sides, pairing);
  pairReplaced(sides, pairing);
  return pairing;
}

/** The ways to begin, the most telling first. */
function* starts(of: Likeness, named: Pairing): Generator<() => Pairing> {
  const { sides, colours } = of;
  const none = () => noPairs(sides.left.ids.length, sides.right.ids.length);
  const anchored = (pairing: Pairing, order: readonly ('up' | 'down')[]) => {
    for (const way of order) pairAnchors(pairing, colours.left[way], colours.right[way]);
    return pairing;
  };
  yield () => copyOf(named);
  yield () => anchored(none(), ['up', 'down']);
  yield () => anchored(none(), ['down', 'up']);
  yield () => pairNames(sides, anchored(none(), ['up', 'down']));
  yield none;
}

function pairNames({ left, right }: Sides, pairing: Pairing): Pairing {
  for (const [one, id] of left.ids.entries()) {
    const other = right.indexOf.get(id);
    if (other !== undefined && left.kinds[one] === right.kinds[other]) pair(pairing, one, other);
  }
  return pairing;
}

function finished(of: Likeness, pairing: Pairing): Pairing {
  percolate(of, pairing, false);
  alignFree(of, pairing);
  percolate(of, pairing, true);
  partStrangers(of.sides, pairing);
  return pairing;
}

/** A pair that differs in parameters and in wires, and in name, is better told as one node gone and one come. */
function partStrangers(sides: Sides, pairing: Pairing): void {
  const { left, right } = sides;
  const wiring = makeWiring(sides, pairing);
  const strangers = [...pairing.toRight.entries()].filter(
    ([one, other]) =>
      other !== nobody &&
      left.signatures[one] !== right.signatures[other] &&
      left.ids[one] !== right.ids[other] &&
      wiring(one, other).rewired,
  );
  for (const [one] of strangers) part(pairing, one);
}

function pairReplaced(sides: Sides, pairing: Pairing): void {
  const { left, right } = sides;
  const free = [...left.ids.keys()].filter((one) => partnerOf(pairing, one) === nobody);
  const others = [...right.ids.keys()].filter((other) => ownerOf(pairing, other) === nobody);
  for (const one of free) {
    const place = placeOf(left, one, (node) => partnerOf(pairing, node));
    const group = layerOf(left.kinds[one] ?? '').group;
    const other = others.find(
      (each) =>
        place !== undefined &&
        layerOf(right.kinds[each] ?? '').group === group &&
        placeOf(right, each, (node) => (ownerOf(pairing, node) === nobody ? nobody : node)) === place,
    );
    if (other !== undefined) pair(pairing, one, other);
  }
}

/** A node's neighbours, in the words of the right side; undefined where one has no partner, or there are none. */
function placeOf(side: Side, node: number, partner: (node: number) => number): string | undefined {
  // In any order, so that a concatenation can take a sum's place.
  const sources = (side.inputs[node] ?? []).map(partner).sort((a, b) => a - b);
  const readers = (side.readers[node] ?? []).map((reader) => partner(reader.node));
  if (sources.length + readers.length === 0 || [...sources, ...readers].includes(nobody)) return undefined;
  return `${sources}|${readers.sort((a, b) => a - b)}`;
}
