// The room that wires and the edges of frames take, as boxes along them: what is placed freely keeps off them as it
// does off cards.
import { type Annotations, boxOfAnnotation } from '../../graph/annotations';
import type { Graph } from '../../graph/graph';
import type { Layout } from '../../graph/layout';
import { overlap } from '../../lib/boxes';
import { routeWires } from '../../lib/routing/routeWires';
import { type Box, type Direction, type Point, turnPoint } from '../../lib/turned';
import { askedFor } from '../canvas/routes';

/** On either side of a wire or an edge; with it, the label that stands on a wire is clear too. */
const air = 10;
const samples = 16;

/** Boxes about all wires of a level that come into an area. */
export function wireBoxes(graph: Graph, layout: Layout, direction: Direction, area: Box): readonly Box[] {
  const { boxes, wires } = askedFor(graph, layout, direction);
  const near = wires.filter(({ start, end }) => overlap(between(start, end), area));
  const ways = routeWires(boxes, near, direction);
  return near
    .flatMap(({ id, start, end }) => {
      const bends = ways.get(id);
      const points = bends ? [start, ...bends, end] : curve(start, end, direction);
      return points.slice(1).map((point, i) => between(points[i] ?? point, point));
    })
    .filter((box) => overlap(box, area));
}

/** Whatever keeps off these lies in a frame or outside of it, and leaves its title free. */
export const frameEdges = (annotations: Annotations): readonly Box[] =>
  [...annotations.values()].flatMap((each) => {
    if (each.type !== 'frame') return [];
    const { x, y, width, height } = boxOfAnnotation(each);
    return [
      { x, y: y - air, width, height: air + title },
      { x, y: y + height - air, width, height: 2 * air },
      { x: x - air, y, width: 2 * air, height },
      { x: x + width - air, y, width: 2 * air, height },
    ];
  });

/** The height of a frame's line of title. */
const title = 40;

/** The curve that a wire has which goes round nothing. */
function curve(start: Point, end: Point, direction: Direction): readonly Point[] {
  const [from, to] = [turnPoint(direction, start), turnPoint(direction, end)];
  if (from.y === to.y) return [start, end];
  const reach = (to.x - from.x) / 2;
  return Array.from({ length: samples + 1 }, (_, i) => {
    const t = i / samples;
    const s = 1 - t;
    const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
    const x = a * from.x + b * (from.x + reach) + c * (to.x - reach) + d * to.x;
    return turnPoint(direction, { x, y: (a + b) * from.y + (c + d) * to.y });
  });
}

const between = (a: Point, b: Point): Box => ({
  x: Math.min(a.x, b.x) - air,
  y: Math.min(a.y, b.y) - air,
  width: Math.abs(a.x - b.x) + 2 * air,
  height: Math.abs(a.y - b.y) + 2 * air,
});
