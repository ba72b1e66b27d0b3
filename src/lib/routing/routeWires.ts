// Ways for wires that would run behind a card: out of the source, along a lane beside the cards between, and in. Wires
// that are clear of all cards are left to their curve. Everything is worked out for a drawing that leads to the right,
// and turned for one that leads down.

import { sameBox } from '../boxes';
import { type Box, type Direction, type Point, turnBox, turnPoint } from '../turned';
import { type BoxIndex, indexBoxes } from './boxIndex';
import { findWay } from './findWay';
import {
  type EndedWire,
  type Extent,
  extentOfBox,
  extentOfLane,
  type Lane,
  laneRoute,
  lanesOf,
  needsRoute,
  reachOf,
} from './lanes';

export type { EndedWire } from './lanes';

type Routes = ReadonlyMap<string, readonly Point[]>;
type Route = (boxes: ReadonlyMap<string, Box>, wires: readonly EndedWire[], direction: Direction) => Routes;

export interface WireRouter {
  readonly route: Route;
  /** The same, yielding between wires: of a large drawing all at once would hold a page up. */
  readonly routing: (...given: Parameters<Route>) => Generator<void, Routes>;
}

/**
 * The bends of every wire that has to go round something, from its source to its target; other wires are not in the
 * answer. A way crosses no box wherever there is one that does not.
 */
export const routeWires: Route = (boxes, wires, direction) => makeWireRouter().route(boxes, wires, direction);

/** Turned, with what was found for it. */
interface Routed {
  readonly wire: EndedWire;
  readonly needs: boolean;
  /** Its turn among those that need a way. */
  readonly turn: number;
  readonly lanes: readonly Lane[];
  /** As drawn, not turned. */
  readonly bends: readonly Point[] | undefined;
  /** No lane was free; such a way looks at every card. */
  readonly searched: boolean;
}

interface Cards {
  readonly direction: Direction;
  readonly boxes: ReadonlyMap<string, Box>;
  readonly index: BoxIndex;
  readonly names: ReadonlyMap<Box, string>;
}

/** With more cards moved than that, everything is worked out anew. */
const fewMoved = 12;

/**
 * A router that remembers the drawing before: after an edit it looks again only at wires near what has changed. Its
 * answers are those of a new one.
 */
export function makeWireRouter(): WireRouter {
  let cards: Cards | undefined;
  let before: ReadonlyMap<string, Routed> = new Map();
  function* routing(...[boxes, wires, direction]: Parameters<Route>): Generator<void, Routes> {
    const turned = new Map([...boxes].map(([id, box]) => [id, turnBox(direction, box)]));
    const moved = cards?.direction === direction ? movedBetween(cards.boxes, turned) : undefined;
    const there = cards && moved?.length === 0 ? cards : cardsOf(direction, turned);
    const ended = wires.map((wire) => ({
      ...wire,
      start: turnPoint(direction, wire.start),
      end: turnPoint(direction, wire.end),
    }));
    const known = moved && inSameTurn(ended, before) ? before : new Map<string, Routed>();
    before = yield* routed(there, ended, known, moved ?? []);
    cards = there;
    const bent = new Map<string, readonly Point[]>();
    for (const { wire, bends } of [...before.values()].sort((a, b) => a.turn - b.turn))
      if (bends) bent.set(wire.id, bends);
    return bent;
  }
  const route: Route = (...given) => {
    const work = routing(...given);
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
    }
  };
  return { route, routing };
}

const cardsOf = (direction: Direction, boxes: ReadonlyMap<string, Box>): Cards => ({
  direction,
  boxes,
  index: indexBoxes(boxes.values()),
  names: new Map([...boxes].map(([id, box]) => [box, id])),
});

/** Where boxes were that are elsewhere or gone, and where they are now; undefined where those are many. */
function movedBetween(
  before: ReadonlyMap<string, Box>,
  now: ReadonlyMap<string, Box>,
): readonly Extent[] | undefined {
  const moved: Extent[] = [];
  for (const [id, box] of now) {
    const old = before.get(id);
    if (old && sameBox(old, box)) continue;
    moved.push(extentOfBox(box), ...(old ? [extentOfBox(old)] : []));
    if (moved.length > 2 * fewMoved) return undefined;
  }
  for (const [id, old] of before) if (!now.has(id)) moved.push(extentOfBox(old));
  return moved.length > 2 * fewMoved ? undefined : moved;
}

/** Whether wires that stay where they were are still in the order that they were routed in. */
function inSameTurn(wires: readonly EndedWire[], before: ReadonlyMap<string, Routed>): boolean {
  let last = -1;
  for (const wire of inTurn(wires)) {
    const old = before.get(wire.id);
    if (!old?.needs || !sameWire(old.wire, wire)) continue;
    if (old.turn < last) return false;
    last = old.turn;
  }
  return true;
}

const sameWire = (a: EndedWire, b: EndedWire): boolean =>
  a.from === b.from &&
  a.to === b.to &&
  a.start.x === b.start.x &&
  a.start.y === b.start.y &&
  a.end.x === b.end.x &&
  a.end.y === b.end.y &&
  a.side === b.side;

/** Short ones take the inner lanes, so that nested skips do not cross. */
const inTurn = <Wire extends EndedWire>(wires: readonly Wire[]): readonly Wire[] =>
  [...wires].sort((a, b) => lengthOf(a) - lengthOf(b));

const lengthOf = ({ start, end }: EndedWire): number => Math.abs(end.x - start.x);

const touches = ({ low, high }: Extent, others: readonly Extent[]): boolean =>
  others.some((other) => other.low <= high && low <= other.high);

/** Every wire with its way; `known` of the drawing before keep theirs unless something in their reach has changed. */
function* routed(
  { direction, index, names }: Cards,
  wires: readonly EndedWire[],
  known: ReadonlyMap<string, Routed>,
  moved: readonly Extent[],
): Generator<void, ReadonlyMap<string, Routed>> {
  const changed: Extent[] = [...moved];
  const now = new Map<string, Routed>();
  const blocked: EndedWire[] = [];
  /** Those whose old lanes count for the others as long as they keep them. */
  const staying = new Set<string>();
  for (const wire of wires) {
    const old = known.get(wire.id);
    const kept = old && sameWire(old.wire, wire) && !touches(reachOf(wire), moved) ? old : undefined;
    if (kept?.needs ?? needsRoute(wire, index, names)) {
      blocked.push(wire);
      if (old && sameWire(old.wire, wire)) staying.add(wire.id);
    } else now.set(wire.id, { wire, needs: false, turn: -1, lanes: [], bends: undefined, searched: false });
    yield;
  }
  for (const { wire, lanes } of known.values())
    if (!staying.has(wire.id)) changed.push(...lanes.map(extentOfLane));
  const lanes: Lane[] = [];
  for (const [turn, wire] of inTurn(blocked).entries()) {
    const old = known.get(wire.id);
    const same =
      old?.needs && sameWire(old.wire, wire) && !(old.searched && moved.length > 0) ? old : undefined;
    const found = same && !touches(reachOf(wire), changed) ? same : routedOne(direction, index, wire, lanes);
    if (found !== old && !(old && sameLanes(old.lanes, found.lanes)))
      changed.push(...[...(old?.lanes ?? []), ...found.lanes].map(extentOfLane));
    lanes.push(...found.lanes);
    now.set(wire.id, { ...found, turn });
    yield;
  }
  return now;
}

const sameLanes = (a: readonly Lane[], b: readonly Lane[]): boolean =>
  a.length === b.length &&
  a.every((lane, i) => {
    const other = b[i];
    return (
      lane.at === other?.at && lane.low === other.low && lane.high === other.high && lane.from === other.from
    );
  });

function routedOne(
  direction: Direction,
  cards: BoxIndex,
  wire: EndedWire,
  lanes: readonly Lane[],
): Omit<Routed, 'turn'> {
  const along = laneRoute(wire, cards, lanes);
  const bends = along ?? findWay(wire.start, wire.end, cards.all);
  return {
    wire,
    needs: true,
    lanes: bends ? lanesOf(wire, bends) : [],
    bends: bends?.map((point) => turnPoint(direction, point)),
    searched: !along,
  };
}
