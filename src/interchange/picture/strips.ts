// A drawing much wider than a page, cut into strips that stand one below another, between cards and where the fewest
// wires cross.
import type { Box } from './boxes';
import type { Point } from './wire';

export interface Strip {
  readonly left: number;
  readonly right: number;
}

/** A strip is at least this share of the usual width; shorter ones would waste the page. */
const leastShare = 0.5;
/** Drawings in rows would be torn apart; those of one row are this much wider than high. */
const oneRow = 3;
/** A drawing a little wider than a strip reads better whole, if smaller. */
const little = 1.3;

/**
 * The strips of a drawing: one, or where it is wider than `most` and not in rows, several of at most that width. Cuts are
 * made where no card stands; where there is no such place within reach, the rest stays whole.
 */
export function cutStrips(
  bounds: Box,
  cards: readonly Box[],
  wires: readonly (readonly [Point, Point])[],
  most: number | undefined,
): readonly Strip[] {
  const end = bounds.x + bounds.width;
  const whole = [{ left: bounds.x, right: end }];
  if (most === undefined || bounds.width <= little * most || bounds.width < oneRow * bounds.height)
    return whole;
  // A wire back to the row below is not to be followed across strips.
  const backward = wires.filter(([from, to]) => to.x < from.x);
  const places = freePlaces(cards).filter(
    (x) => !backward.some(([from, to]) => to.x - x < 30 && x - from.x < 30),
  );
  const strips: Strip[] = [];
  let left = bounds.x;
  while (end - left > most) {
    // What is left, in equal parts: they look better than full strips and a rest.
    const ideal = (end - left) / Math.ceil((end - left) / most);
    const reachable = places.filter((x) => x > left + leastShare * ideal && x <= left + most);
    const cut = best(reachable, left + ideal, ideal, wires);
    if (cut === undefined) break;
    strips.push({ left, right: cut });
    left = cut;
  }
  return [...strips, { left, right: end }];
}

/** The middles of gaps between cards, seen from above. */
function freePlaces(cards: readonly Box[]): readonly number[] {
  const sorted = [...cards].sort((a, b) => a.x - b.x);
  const places: number[] = [];
  let reached = Number.NEGATIVE_INFINITY;
  for (const { x, width } of sorted) {
    if (x - reached > 30 && Number.isFinite(reached)) places.push((x + reached) / 2);
    reached = Math.max(reached, x + width);
  }
  return places;
}

/** A wire less is worth a third of the width. */
function best(
  places: readonly number[],
  wanted: number,
  width: number,
  wires: readonly (readonly [Point, Point])[],
): number | undefined {
  const price = (x: number): number =>
    wires.filter(([from, to]) => from.x < x && x < to.x).length / 3 + Math.abs(x - wanted) / width;
  return places.reduce<number | undefined>(
    (least, x) => (least === undefined || price(x) < price(least) ? x : least),
    undefined,
  );
}
