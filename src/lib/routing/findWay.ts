// The search for a way between cards that no single lane gives: along the lines that the cards' edges make, the
// shortest way with few bends. It is slow, and needed only where cards stand about in no order.
import type { Box, Point } from '../turned';
import { air, crossesBox, stub } from './obstacles';

/** What a bend costs, in length. */
const perBend = 60;
/** Lines of more cards than that are not searched. */
const mostCards = 80;

interface Step {
  readonly x: number;
  readonly y: number;
  /** The step that it came by was along the drawing. */
  readonly along: boolean;
  readonly cost: number;
  readonly before: Step | undefined;
}

/** The bends of a way that crosses no box, the first and last straight out of the ends; undefined where none was found. */
export function findWay(start: Point, end: Point, cards: readonly Box[]): readonly Point[] | undefined {
  const near = nearest(cards, start, end);
  const first = { x: start.x + freeStub(start, 1, near), y: start.y };
  const last = { x: end.x - freeStub(end, -1, near), y: end.y };
  const xs = lines([first.x, last.x], near, 'x');
  const ys = lines([first.y, last.y], near, 'y');
  const found = search(first, last, xs, ys, near);
  if (!found) return undefined;
  const points: Point[] = [];
  for (let step: Step | undefined = found; step; step = step.before) points.unshift({ x: step.x, y: step.y });
  return corners([start, ...points, end]).slice(1, -1);
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

function lines(own: readonly number[], cards: readonly Box[], axis: 'x' | 'y'): readonly number[] {
  const all = new Set(own);
  for (const box of cards) {
    const size = axis === 'x' ? box.width : box.height;
    // With air where there is room, and at the very edge where there is not.
    for (const off of [air[axis], 2]) {
      all.add(box[axis] - off);
      all.add(box[axis] + size + off);
    }
  }
  return [...all].sort((a, b) => a - b);
}

function search(
  first: Point,
  last: Point,
  xs: readonly number[],
  ys: readonly number[],
  cards: readonly Box[],
): Step | undefined {
  const open: Step[] = [];
  const done = new Set<string>();
  push(open, { ...first, along: true, cost: 0, before: undefined });
  for (let step = pop(open); step; step = pop(open)) {
    if (step.x === last.x && step.y === last.y) return step;
    const key = `${step.x} ${step.y} ${step.along}`;
    if (done.has(key)) continue;
    done.add(key);
    const [ix, iy] = [xs.indexOf(step.x), ys.indexOf(step.y)];
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      const [x, y] = [xs[ix + dx], ys[iy + dy]];
      if (x === undefined || y === undefined) continue;
      const along = dx !== 0;
      if (done.has(`${x} ${y} ${along}`) || cards.some((box) => crossesBox(step, { x, y }, box))) continue;
      const length = Math.abs(x - step.x) + Math.abs(y - step.y);
      push(open, {
        x,
        y,
        along,
        cost: step.cost + length + (along === step.along ? 0 : perBend),
        before: step,
      });
    }
  }
  return undefined;
}

/** A binary heap by cost. */
function push(heap: Step[], step: Step): void {
  let at = heap.push(step) - 1;
  while (at > 0) {
    const up = (at - 1) >> 1;
    const parent = heap[up];
    if (!parent || parent.cost <= step.cost) break;
    heap[at] = parent;
    at = up;
  }
  heap[at] = step;
}

function pop(heap: Step[]): Step | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (!last || heap.length === 0) return top;
  let at = 0;
  for (;;) {
    const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
    const less = right && left && right.cost < left.cost ? 2 * at + 2 : 2 * at + 1;
    const child = heap[less];
    if (!child || child.cost >= last.cost) break;
    heap[at] = child;
    at = less;
  }
  heap[at] = last;
  return top;
}

/** Without points on a straight line between others. */
function corners(points: readonly Point[]): readonly Point[] {
  return points.filter((point, i) => {
    const [before, after] = [points[i - 1], points[i + 1]];
    if (!before || !after) return true;
    return !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y));
  });
}
