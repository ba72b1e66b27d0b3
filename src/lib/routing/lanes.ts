// The lanes beside the cards that a wire runs along where its curve would meet one: which wires need one, and which lane
// is free. All for a drawing that leads to the right.
import type { Box, Point } from '../turned';
import type { BoxIndex } from './boxIndex';
import { air, crossesBox, meetsCurve, stub } from './obstacles';

export interface EndedWire {
  readonly id: string;
  /** The cards at its ends; wires of one source may share a lane. */
  readonly from: string;
  readonly to: string;
  readonly start: Point;
  readonly end: Point;
  /**
   * Of several slots of its target, it enters one before (-1) or behind (1) those of the others: of two lanes as near
   * as one another it takes the one on that side, and crosses none of them there.
   */
  readonly side?: -1 | 0 | 1;
}

/** Between lanes of wires that have nothing in common. */
const laneGap = 10;
/** Verticals of different wires in the same gap between columns stand so far apart. */
const besideGap = 7;

export interface Lane {
  readonly from: string;
  /** Along the drawing: a lane; across it: a way up or down beside a card. */
  readonly along: boolean;
  /** The height of a lane, or the place of a way up or down. */
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

/** From left to right. */
export interface Extent {
  readonly low: number;
  readonly high: number;
}

/** Whatever lies wholly outside has no say in whether a wire needs a lane and in which it takes. */
export const reachOf = ({ start, end }: EndedWire): Extent => {
  const beyond = 3 * stub + besideGap + air.x;
  return { low: Math.min(start.x, end.x) - beyond, high: Math.max(start.x, end.x) + beyond };
};

export const extentOfLane = ({ along, at, low, high }: Lane): Extent =>
  along ? { low, high } : { low: at, high: at };

export const extentOfBox = ({ x, width }: Box): Extent => ({ low: x - air.x, high: x + width + air.x });

/** Wires that lead back always go round; others where their curve would meet a card. */
export function needsRoute(
  { from, to, start, end }: EndedWire,
  cards: BoxIndex,
  names: ReadonlyMap<Box, string>,
): boolean {
  if (end.x < start.x) return true;
  // The curve stays between its ends, and cards have a little air.
  return cards
    .about(
      { x: start.x - air.x, y: Math.min(start.y, end.y) - air.y },
      { x: end.x + air.x, y: Math.max(start.y, end.y) + air.y },
    )
    .some((box) => {
      const id = names.get(box);
      return id !== from && id !== to && meetsCurve(start, end, box);
    });
}

/** Out, across to a lane, along it, across again, and in; the lane nearest to both ends that is free. */
export function laneRoute(
  wire: EndedWire,
  cards: BoxIndex,
  lanes: readonly Lane[],
): readonly Point[] | undefined {
  const { start, end } = wire;
  const gap = end.x - start.x;
  const out = gap >= 0 ? Math.min(stub, gap / 2) : stub;
  const [low, high] = [Math.min(start.x + out, end.x - out), Math.max(start.x + out, end.x - out)];
  const taken = [
    ...cards.all
      .filter((box) => box.x - air.x < high && low < box.x + box.width + air.x)
      .map((box) => [box.y - air.y, box.y + box.height + air.y] as const),
    ...lanes
      .filter((lane) => lane.along && lane.from !== wire.from && lane.low < high && low < lane.high)
      .map(({ at }) => [at - laneGap, at + laneGap] as const),
  ];
  for (const y of freeHeights(taken, wire)) {
    const x1 = besideFree(wire, lanes, start.x + out, [start.y, y], 1, gap >= 0 ? gap / 2 : stub * 2);
    const x2 = besideFree(wire, lanes, end.x - out, [y, end.y], -1, gap >= 0 ? gap / 2 : stub * 2);
    const bends = [
      { x: x1, y: start.y },
      { x: x1, y },
      { x: x2, y },
      { x: x2, y: end.y },
    ];
    if (!crosses([start, ...bends, end], cards)) return bends;
  }
  return undefined;
}

/** How much longer a way may be that ends on its own side of its target's other wires. */
const detour = 30;

/** Heights that are in none of the intervals, those of the shortest way first. */
function freeHeights(
  taken: readonly (readonly [number, number])[],
  { start: { x: fromX, y: from }, end: { x: toX, y: to }, side = 0 }: EndedWire,
): readonly number[] {
  const merged: [number, number][] = [];
  for (const [low, high] of [...taken].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && low < last[1]) last[1] = Math.max(last[1], high);
    else merged.push([low, high]);
  }
  const free = (y: number) => !merged.some(([low, high]) => low < y && y < high);
  const middle = (from + to) / 2;
  const wished = toX < fromX ? [middle] : [from, to];
  // A row below is reached half-way between the rows, where there is room.
  const halves = merged.flatMap(([, high], i) => {
    const next = merged[i + 1];
    return toX < fromX && next ? [(high + next[0]) / 2] : [];
  });
  const wrongSide = (y: number) => (side !== 0 && Math.sign(y - to) === -side ? detour : 0);
  const cost = (y: number) => Math.abs(y - from) + Math.abs(y - to) + wrongSide(y);
  const edges = merged.flat();
  return [...wished.filter(free), ...halves, ...edges].sort(
    (a, b) => cost(a) - cost(b) || Math.abs(a - middle) - Math.abs(b - middle),
  );
}

/** The first place beside the card, going away from it, where no wire of another source runs up or down. */
function besideFree(
  { from }: EndedWire,
  lanes: readonly Lane[],
  wanted: number,
  [a, b]: readonly [number, number],
  step: 1 | -1,
  room: number,
): number {
  const [low, high] = [Math.min(a, b), Math.max(a, b)];
  const free = (x: number) =>
    !lanes.some(
      (lane) =>
        !lane.along &&
        lane.from !== from &&
        Math.abs(lane.at - x) < besideGap &&
        lane.low < high &&
        low < lane.high,
    );
  for (let i = 0; i * besideGap + stub <= Math.max(stub, room); i += 1)
    if (free(wanted + step * i * besideGap)) return wanted + step * i * besideGap;
  return wanted;
}

const crosses = (points: readonly Point[], cards: BoxIndex): boolean =>
  points.some((point, i) => {
    const next = points[i + 1];
    return next !== undefined && cards.about(point, next).some((box) => crossesBox(point, next, box));
  });

export const crossesAny = (points: readonly Point[], cards: readonly Box[]): boolean =>
  points.some((point, i) => {
    const next = points[i + 1];
    return next !== undefined && cards.some((box) => crossesBox(point, next, box));
  });

export function lanesOf({ from }: EndedWire, bends: readonly Point[]): readonly Lane[] {
  return bends.slice(1).map((to, i) => {
    const at = bends[i] ?? to;
    const along = at.y === to.y;
    const [a, b] = along ? [at.x, to.x] : [at.y, to.y];
    return { from, along, at: along ? at.y : at.x, low: Math.min(a, b), high: Math.max(a, b) };
  });
}
