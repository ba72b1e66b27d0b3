// The ways of a level's wires round its cards, worked out from places and sizes that are known without a screen. A way
// that stays the same stays the same object, so that only the wires that changed are drawn again. Ways for places that
// cards are about to take can be found ahead, in short pieces.

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

interface Asked {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly wires: readonly EndedWire[];
  readonly direction: Direction;
}

/** What was found ahead and not yet asked for, and the router that found it. */
let ahead: (Asked & { readonly found: Found; readonly router: WireRouter }) | undefined;
type Found = ReadonlyMap<string, readonly Point[]>;

/** Finds the ways of a drawing that is about to be shown so: whichever router is then asked for them has them at once. */
export async function routeAhead(graph: Graph, layout: Layout, direction: Direction): Promise<void> {
  const asked = askedFor(graph, layout, direction);
  const router = makeWireRouter();
  const found = await inSlices(router.routing(asked.boxes, asked.wires, direction));
  ahead = { ...asked, found, router };
}

/** Keep one router a canvas: it remembers the ways that it found. */
export function makeRouter(): (graph: Graph, layout: Layout, direction: Direction) => Routes {
  let router = makeWireRouter();
  let before: Routes = new Map();
  let input: Asked | undefined;
  return (graph, layout, direction) => {
    const asked = askedFor(graph, layout, direction);
    // What edits do most, to set a parameter, moves nothing.
    const same = input !== undefined && sameAsked(input, asked);
    input = asked;
    if (same) return before;
    const taken = takeAhead(asked);
    // It knows the drawing as it is now.
    if (taken) router = taken.router;
    const found = taken?.found ?? router.route(asked.boxes, asked.wires, direction);
    const now = new Map<EdgeId, readonly Point[]>();
    for (const edge of graph.edges.keys()) {
      const way = found.get(edge);
      const old = before.get(edge);
      if (way) now.set(edge, old && sameWay(old, way) ? old : way);
    }
    before = now;
    return now;
  };
}

function takeAhead(asked: Asked): { readonly found: Found; readonly router: WireRouter } | undefined {
  if (!ahead || !sameAsked(ahead, asked)) return undefined;
  const taken = ahead;
  ahead = undefined;
  return taken;
}

function askedFor(graph: Graph, layout: Layout, direction: Direction): Asked {
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
): readonly EndedWire[] {
  const sides = sidesOf(graph);
  return [...graph.edges.values()].flatMap(({ id, from, to, slot }) => {
    const [source, target, node] = [boxes.get(from), boxes.get(to), graph.nodes.get(to)];
    if (!source || !target || !node) return [];
    return [
      {
        id,
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

const sameWay = (a: readonly Point[], b: readonly Point[]): boolean =>
  a.length === b.length && a.every(({ x, y }, i) => x === b[i]?.x && y === b[i]?.y);
