// The search for a way between cards that no single lane gives: along the lines that the cards' edges make, the
// shortest way with few bends. It is needed only where cards stand about in no order, and there by many wires, so it
// looks towards the end first and gives up in a heap of cards.
import { leastFirst } from '../leastFirst';
import type { Box, Point } from '../turned';
import { type Lattice, latticeOf } from './lattice';
import { crossesBox, stub } from './obstacles';

/** What a bend costs, in length. */
const perBend = 60;
/** Lines of more cards than that are not searched. */
const mostCards = 80;
/** Between so many cards a way is found wherever there is one. */
const fewCards = 30;
/** Crossings that a search between more of them looks at: some 3 ms, and ten times what most ways need. */
const mostSteps = 8000;
/** So large a part about the end is looked at for a way out of it, before the search begins. */
const enclosed = 1000;

/** The bends of a way that crosses no box, the first and last straight out of the ends; undefined where none was found. */
export function findWay(start: Point, end: Point, cards: readonly Box[]): readonly Point[] | undefined {
  const near = nearest(cards, start, end);
  const first = { x: start.x + freeStub(start, 1, near), y: start.y };
  const last = { x: end.x - freeStub(end, -1, near), y: end.y };
  const steps = near.length > fewCards ? mostSteps : Infinity;
  const found = search(latticeOf(first, last, near), first, last, steps);
  return found && corners([start, ...found, end]).slice(1, -1);
}

/** Those within or about the way first. */
function nearest(cards: readonly Box[], start: Point, end: Point): readonly Box[] {
  const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
  const away = (box: Box) => Math.abs(box.x - middle.x) + Math.abs(box.y - middle.y);
  return cards.length <= mostCards ? cards : [...cards].sort((a, b) => away(a) - away(b)).slice(0, mostCards);
}

/** How far a wire may run straight out before it meets a card. */
function freeStub({ x, y }: Point, sign: 1 | -1, cards: readonly Box[]): number {
  for (const length of [stub, stub / 2, stub / 4])
    if (!cards.some((box) => crossesBox({ x: x + sign, y }, { x: x + sign * length, y }, box))) return length;
  return 1;
}

/** The four crossings beside one: right, left, below, above; -1 where there is none or a card lies between. */
function beside({ xs, ys, right, below }: Lattice, at: number, way: number): number {
  const height = ys.length;
  switch (way) {
    case 0:
      return at + height < xs.length * height && right[at] === 0 ? at + height : -1;
    case 1:
      return at >= height && right[at - height] === 0 ? at - height : -1;
    case 2:
      return at % height < height - 1 && below[at] === 0 ? at + 1 : -1;
    default:
      return at % height > 0 && below[at - 1] === 0 ? at - 1 : -1;
  }
}

/**
 * The points of the shortest way (A*: what is left is at least the straight distance). A state is a crossing, and whether
 * the step that led to it was along the drawing: twice the crossing's number, and one more where it was.
 */
function search(lattice: Lattice, first: Point, last: Point, most: number): readonly Point[] | undefined {
  const { xs, ys } = lattice;
  const height = ys.length;
  const crossing = ({ x, y }: Point) => xs.indexOf(x) * height + ys.indexOf(y);
  const [start, end] = [crossing(first), crossing(last)];
  if (isEnclosed(lattice, end, start)) return undefined;
  const left = (at: number, along: boolean): number => {
    const dx = Math.abs((xs[Math.floor(at / height)] ?? 0) - last.x);
    const dy = Math.abs((ys[at % height] ?? 0) - last.y);
    // It goes in along the drawing: another height costs two bends.
    return dx + dy + perBend * (along ? (dy > 0 ? 2 : 0) : 1);
  };
  const costs = new Float64Array(2 * xs.length * height).fill(Infinity);
  const before = new Int32Array(costs.length).fill(-1);
  const done = new Uint8Array(costs.length);
  const open = leastFirst();
  costs[2 * start + 1] = 0;
  open.push(2 * start + 1, left(start, true));
  for (let steps = 0; steps < most; ) {
    const state = open.pop();
    if (state < 0) return undefined;
    if (done[state]) continue;
    const at = state >> 1;
    if (at === end) return pointsTo(lattice, before, state);
    done[state] = 1;
    steps += 1;
    for (let way = 0; way < 4; way += 1) {
      const to = beside(lattice, at, way);
      if (to < 0) continue;
      const along = way < 2;
      const next = 2 * to + (along ? 1 : 0);
      const length = along
        ? (xs[Math.floor(to / height)] ?? 0) - (xs[Math.floor(at / height)] ?? 0)
        : (ys[to % height] ?? 0) - (ys[at % height] ?? 0);
      const turn = (state & 1) === (next & 1) ? 0 : perBend;
      const cost = (costs[state] ?? 0) + Math.abs(length) + turn;
      if (done[next] || cost >= (costs[next] ?? Infinity)) continue;
      costs[next] = cost;
      before[next] = state;
      open.push(next, cost + left(to, along));
    }
  }
  return undefined;
}

/** Whether cards shut a crossing in, and another out: the search would look everywhere else before it found that out. */
function isEnclosed(lattice: Lattice, at: number, other: number): boolean {
  const seen = new Set([at]);
  for (const here of seen) {
    if (here === other || seen.size > enclosed) return false;
    for (let way = 0; way < 4; way += 1) {
      const to = beside(lattice, here, way);
      if (to >= 0) seen.add(to);
    }
  }
  return true;
}

function pointsTo({ xs, ys }: Lattice, before: Int32Array, end: number): readonly Point[] {
  const points: Point[] = [];
  for (let state = end; state >= 0; state = before[state] ?? -1) {
    const at = state >> 1;
    points.push({ x: xs[Math.floor(at / ys.length)] ?? 0, y: ys[at % ys.length] ?? 0 });
  }
  return points.reverse();
}

/** Without points on a straight line between others. */
function corners(points: readonly Point[]): readonly Point[] {
  return points.filter((point, i) => {
    const [before, after] = [points[i - 1], points[i + 1]];
    if (!before || !after) return true;
    return !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y));
  });
}
