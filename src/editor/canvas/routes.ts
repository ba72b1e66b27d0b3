// The ways of a level's wires round its cards, worked out from places and sizes that are known without a screen. A way
// that stays the same stays the same object, so that only the wires that changed are drawn again. Ways for places that
// cards are about to take can be found ahead, in short pieces; those that take long are found so too.

import type { Graph } from '../../graph/graph';
import type { Layout } from '../../graph/layout';
import { slotCount } from '../../graph/slots';
import { sameBox } from '../../lib/boxes';
import type { EdgeId, NodeId } from '../../lib/ids';
import { type EndedWire, makeWireRouter, type WireRouter } from '../../lib/routing/routeWires';
import type { Box, Direction, Point } from '../../lib/turned';
import { inSlices } from '../../store/inSlices';
import { cardSize, outputPlaceOn, slotPlaceOn } from '../freePlace';

export type Routes = ReadonlyMap<EdgeId, readonly Point[]>;

export interface DrawnWire extends EndedWire {
  /** Its id again. */
  readonly edge: EdgeId;
}

export interface Asked {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly wires: readonly DrawnWire[];
  readonly direction: Direction;
}

/** What was found ahead and not yet asked for, and the router that found it. */
let ahead: (Asked & { readonly found: Found; readonly router: WireRouter }) | undefined;
type Found = ReadonlyMap<string, readonly Point[]>;

/**
 * Finds the ways of a drawing that is about to be shown so: whichever router is then asked for them has them at once.
 * Gives up after `patience` milliseconds.
 */
export async function routeAhead(
  graph: Graph,
  layout: Layout,
  direction: Direction,
  patience = Infinity,
): Promise<void> {
  const asked = askedFor(graph, layout, direction);
  const router = makeWireRouter();
  const until = performance.now() + patience;
  const work = router.routing(asked.boxes, asked.wires, direction);
  const found = await inSlices(whileWanted(work, () => performance.now() < until));
  if (found) ahead = { ...asked, found, router };
}

export type Router = (graph: Graph, layout: Layout, direction: Direction) => Routes;

/** Of fewer wires all ways are found at once. */
const manyWires = 120;
/** Milliseconds that finding the ways of many may take before they are drawn. */
const atOnce = 16;

/**
 * Keep one router a canvas: it remembers the ways that it found. With `later`, ways that take long are found in short
 * pieces: it answers with those that are known, other wires being left to their curves, and calls `later` once asking
 * again gives them all.
 */
export function makeRouter(later?: () => void): Router {
  let router = makeWireRouter();
  /** What was asked last, and what is known of it. */
  let now: { readonly asked: Asked; readonly ways: Routes } | undefined;
  /** The last that was found to its end. */
  let whole: { readonly asked: Asked; readonly ways: Routes } | undefined;
  const finish = (asked: Asked, found: Found): Routes => {
    const ways = keptWays(asked, found, whole?.ways);
    whole = { asked, ways };
    now = whole;
    return ways;
  };
  const finishLater = async (asked: Asked, work: Generator<void, Found>): Promise<void> => {
    const found = await inSlices(whileWanted(work, () => now?.asked === asked));
    if (!found) return;
    finish(asked, found);
    later?.();
  };
  return (graph, layout, direction) => {
    const asked = askedFor(graph, layout, direction);
    // What edits do most, to set a parameter, moves nothing.
    if (now && sameAsked(now.asked, asked)) return now.ways;
    const taken = takeAhead(asked);
    if (taken) {
      // It knows the drawing as it is now.
      router = taken.router;
      return finish(asked, taken.found);
    }
    const work = router.routing(asked.boxes, asked.wires, direction);
    const until = later && asked.wires.length > manyWires ? performance.now() + atOnce : Infinity;
    for (let step = work.next(); ; step = work.next()) {
      if (step.done) return finish(asked, step.value);
      if (performance.now() > until) break;
    }
    now = { asked, ways: whole ? waysThatHold(asked, whole.asked, whole.ways) : new Map() };
    void finishLater(asked, work);
    return now.ways;
  };
}

/** Work that ends without a result as soon as nobody wants it any more. */
function* whileWanted<Result>(
  work: Generator<void, Result>,
  wanted: () => boolean,
): Generator<void, Result | undefined> {
  while (wanted()) {
    const step = work.next();
    if (step.done) return step.value;
    yield;
  }
  return undefined;
}

/** A way that stays the same stays the same object. */
function keptWays({ wires }: Asked, found: Found, before: Routes | undefined): Routes {
  const ways = new Map<EdgeId, readonly Point[]>();
  for (const { edge } of wires) {
    const way = found.get(edge);
    const old = before?.get(edge);
    if (way) ways.set(edge, old && sameWay(old, way) ? old : way);
  }
  return ways;
}

/** Ways of wires that end where they did: until new ones are found they are better than none. */
function waysThatHold({ wires }: Asked, before: Asked, ways: Routes): Routes {
  const old = new Map(before.wires.map((wire) => [wire.edge, wire]));
  const kept = new Map<EdgeId, readonly Point[]>();
  for (const wire of wires) {
    const way = ways.get(wire.edge);
    const was = old.get(wire.edge);
    if (way && was && samePoint(was.start, wire.start) && samePoint(was.end, wire.end))
      kept.set(wire.edge, way);
  }
  return kept;
}

function takeAhead(asked: Asked): { readonly found: Found; readonly router: WireRouter } | undefined {
  if (!ahead || !sameAsked(ahead, asked)) return undefined;
  const taken = ahead;
  ahead = undefined;
  return taken;
}

/** A level's cards and the wires between them, as they are routed. */
export function askedFor(graph: Graph, layout: Layout, direction: Direction): Asked {
  const boxes = new Map<string, Box>();
  for (const node of graph.nodes.values()) {
    const at = layout.get(node.id);
    if (at) boxes.set(node.id, { ...at, ...cardSize(graph, node) });
  }
  return { boxes, wires: endedWires(graph, boxes, direction), direction };
}

const sameAsked = (a: Asked, b: Asked): boolean =>
  a.direction === b.direction && sameBoxes(a.boxes, b.boxes) && sameWires(a.wires, b.wires);

function endedWires(
  graph: Graph,
  boxes: ReadonlyMap<string, Box>,
  direction: Direction,
): readonly DrawnWire[] {
  const sides = sidesOf(graph);
  return [...graph.edges.values()].flatMap(({ id, from, to, slot }) => {
    const [source, target, node] = [boxes.get(from), boxes.get(to), graph.nodes.get(to)];
    if (!source || !target || !node) return [];
    return [
      {
        id,
        edge: id,
        from,
        to,
        start: outputPlaceOn(source, direction),
        end: slotPlaceOn(target, slot, slotCount(graph, node), direction),
        side: sides(to, slot),
      },
    ];
  });
}

/** Whether a slot stands before (-1) or behind (1) the middle of the other slots of its node that are taken. */
function sidesOf(graph: Graph): (to: NodeId, slot: number) => -1 | 0 | 1 {
  const taken = new Map<NodeId, { count: number; sum: number }>();
  for (const { to, slot } of graph.edges.values()) {
    const { count, sum } = taken.get(to) ?? { count: 0, sum: 0 };
    taken.set(to, { count: count + 1, sum: sum + slot });
  }
  return (to, slot) => {
    const { count, sum } = taken.get(to) ?? { count: 1, sum: slot };
    const beyond = slot * count - sum;
    return beyond > 0 ? 1 : beyond < 0 ? -1 : 0;
  };
}

const sameBoxes = (a: ReadonlyMap<string, Box>, b: ReadonlyMap<string, Box>): boolean => {
  if (a.size !== b.size) return false;
  for (const [id, box] of b) {
    const old = a.get(id);
    if (!old || !sameBox(old, box)) return false;
  }
  return true;
};

/** Between equal boxes: then a wire of the same id ends where it did, but for the number of its target's slots. */
const sameWires = (a: readonly EndedWire[], b: readonly EndedWire[]): boolean =>
  a.length === b.length &&
  a.every(({ id, end }, i) => id === b[i]?.id && end.y === b[i]?.end.y && end.x === b[i]?.end.x);

const samePoint = (a: Point, b: Point): boolean => a.x === b.x && a.y === b.y;

const sameWay = (a: readonly Point[], b: readonly Point[]): boolean =>
  a.length === b.length && a.every(({ x, y }, i) => x === b[i]?.x && y === b[i]?.y);
