// A drawing in small, as paths of an SVG: cards as rounded bars in their group's colour, wires as one path of curves.
// One path a group, so that sixty thumbnails of two hundred nodes are some hundreds of elements and not thousands.
import { type AnnotationColour, boxOfAnnotation, noAnnotations } from '../../graph/annotations';
import type { Document } from '../../graph/document';
import { slotCount } from '../../graph/slots';
import { type Group, groups } from '../../layers/contract';
import { layerOf } from '../../layers/index';
import type { NodeId } from '../../lib/ids';
import { type Box, type Direction, turnBox, turnPoint } from '../../lib/turned';
import { card } from '../freePlace';

export interface Thumbnail {
  /** SVG path data of every wire. */
  readonly wires: string;
  /** SVG path data of the cards, a path for each group that occurs. */
  readonly cards: readonly { readonly group: Group; readonly path: string }[];
  /** The marks of module instances: the edge of a second card behind each. */
  readonly stacks: string;
  /** Behind all of it. */
  readonly frames: readonly { readonly colour: AnnotationColour; readonly path: string }[];
}

/** In units of the SVG's own. */
export const thumbnailSize = { width: 264, height: 116 } as const;

const margin = 12;
/** A drawing of a few nodes is not blown up beyond this. */
const largestScale = 0.32;
/** How far one axis may be stretched against the other: a chain of fifty layers would else be a hairline. */
const stretch = 5;
const least = { width: 2.5, height: 6 };
const mostHeight = 34;

const known = new WeakMap<Document, Thumbnail>();

/** The thumbnail of a document, drawn once. */
export function thumbnailOf(document: Document): Thumbnail {
  const drawn = known.get(document) ?? drawThumbnail(document);
  known.set(document, drawn);
  return drawn;
}

export function drawThumbnail({
  graph,
  layout,
  annotations = noAnnotations,
  direction = 'right',
}: Pick<Document, 'graph' | 'layout' | 'annotations' | 'direction'>): Thumbnail {
  const { boxes, place } = placeCards({ graph, layout });
  const paths = new Map<Group, string>();
  let stacks = '';
  for (const [id, box] of boxes) {
    const kind = graph.nodes.get(id)?.kind ?? '';
    const group = layerOf(kind).group === 'Unknown' && kind === 'module' ? 'Module' : layerOf(kind).group;
    paths.set(group, (paths.get(group) ?? '') + rounded(box));
    if (kind === 'module') stacks += behind(box);
  }
  let wires = '';
  for (const { from, to, slot } of graph.edges.values()) {
    const [source, target] = [boxes.get(from), boxes.get(to)];
    const node = graph.nodes.get(to);
    if (source && target && node) {
      const [a, b] = [turnBox(direction, source), turnBox(direction, target)];
      wires += wire(a, b, (slot + 1) / (slotCount(graph, node) + 1), direction);
    }
  }
  return {
    wires,
    cards: groups.flatMap((group) => {
      const path = paths.get(group);
      return path === undefined ? [] : [{ group, path }];
    }),
    stacks,
    frames: [...annotations.values()].flatMap((each) =>
      each.type === 'frame' ? [{ colour: each.colour, path: rounded(place(boxOfAnnotation(each))) }] : [],
    ),
  };
}

/** Where each card stands in the SVG. */
function placeCards({ graph, layout }: Pick<Document, 'graph' | 'layout'>): {
  readonly boxes: ReadonlyMap<NodeId, Box>;
  readonly place: (box: Box) => Box;
} {
  const places = [...layout].filter(([id]) => graph.nodes.has(id));
  const xs = places.map(([, { x }]) => x);
  const ys = places.map(([, { y }]) => y);
  const left = smallest(xs);
  const top = smallest(ys);
  const wide = largest(xs) - left + card.width;
  const high = largest(ys) - top + card.height;
  const room = { x: thumbnailSize.width - 2 * margin, y: thumbnailSize.height - 2 * margin };
  const even = Math.min(room.x / wide, room.y / high, largestScale);
  const scale = {
    x: Math.min(room.x / wide, even * stretch, largestScale),
    y: Math.min(room.y / high, even * stretch, largestScale),
  };
  const width = Math.max(least.width, card.width * scale.x);
  const height = Math.min(mostHeight, Math.max(least.height, card.height * scale.y));
  const offset = {
    x: (thumbnailSize.width - wide * scale.x) / 2 + (card.width * scale.x - width) / 2,
    y: (thumbnailSize.height - high * scale.y) / 2 + (card.height * scale.y - height) / 2,
  };
  const boxes = new Map(
    places.map(([id, { x, y }]) => [
      id,
      { x: offset.x + (x - left) * scale.x, y: offset.y + (y - top) * scale.y, width, height },
    ]),
  );
  const place = (box: Box): Box => ({
    x: (thumbnailSize.width - wide * scale.x) / 2 + (box.x - left) * scale.x,
    y: (thumbnailSize.height - high * scale.y) / 2 + (box.y - top) * scale.y,
    width: box.width * scale.x,
    height: box.height * scale.y,
  });
  return { boxes, place };
}

const smallest = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.min(a, b), values[0] ?? 0);
const largest = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.max(a, b), values[0] ?? 0);

const round = (value: number): string => String(Math.round(value * 10) / 10);

function rounded({ x, y, width, height }: Box): string {
  const r = Math.min(2.5, width / 2, height / 2);
  const arc = (dx: number, dy: number): string => `a${round(r)} ${round(r)} 0 0 1 ${round(dx)} ${round(dy)}`;
  return (
    `M${round(x + r)} ${round(y)}h${round(width - 2 * r)}${arc(r, r)}v${round(height - 2 * r)}${arc(-r, r)}` +
    `h${round(2 * r - width)}${arc(-r, -r)}v${round(2 * r - height)}${arc(r, -r)}z`
  );
}

/** The upper and right edge of a card that lies behind, as of a stack. */
function behind({ x, y, width, height }: Box): string {
  const d = 2.5;
  return `M${round(x + d)} ${round(y - d)}H${round(x + width + d)}V${round(y + height - d)}`;
}

/** How far a wire that leads back runs out of its ends. */
const turnAround = 4;

/** From the middle of the source's right edge to the slot's place on the target's left edge. */
function wire(source: Box, target: Box, at: number, direction: Direction): string {
  const x1 = source.x + source.width;
  const y1 = source.y + source.height / 2;
  const x2 = target.x;
  const y2 = target.y + target.height * at;
  const point = (x: number, y: number): string => {
    const turned = turnPoint(direction, { x, y });
    return `${round(turned.x)} ${round(turned.y)}`;
  };
  if (x2 < x1) {
    // Back to the beginning of the next row it leads between the rows, as on the canvas.
    const half = (y1 + y2) / 2;
    const bends = [
      [x1 + turnAround, y1],
      [x1 + turnAround, half],
      [x2 - turnAround, half],
      [x2 - turnAround, y2],
      [x2, y2],
    ] as const;
    return `M${point(x1, y1)}${bends.map(([x, y]) => `L${point(x, y)}`).join('')}`;
  }
  const reach = (x2 - x1) / 2;
  return `M${point(x1, y1)}C${point(x1 + reach, y1)} ${point(x2 - reach, y2)} ${point(x2, y2)}`;
}
