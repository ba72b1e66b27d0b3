// Where each card of a picture stands and how large it is, and where wires meet it. A card keeps to the room that it has
// on the canvas, so that cards which are apart there are apart here; it is narrower where its text is.

import type { Drawing } from '../../graph/edits';
import { edgesInto, type Graph, type GraphNode } from '../../graph/graph';
import type { Layout } from '../../graph/layout';
import { layoutOf } from '../../graph/placeNodes';
import { slotCount } from '../../graph/slots';
import type { EdgeId, NodeId } from '../../lib/ids';
import type { Shapes } from '../../shapes/nodeShape';
import { type CardText, cardText, type Detail, neededWidth } from './cardText';
import { tensorVolume, type Volume, volumeScale } from './tensorVolume';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedCard {
  readonly node: GraphNode;
  readonly text: CardText;
  readonly box: Box;
  /** Its tensor on the drawing's scale; undefined where it hands none on. */
  readonly volume: Volume | undefined;
  /** An instance of a module: the edge of a second card is seen behind it. */
  readonly stacked: boolean;
}

/** As the canvas has them: a card's width, its least height, and the height of a slot. */
const card = { width: 190, least: 124, height: 92, slot: 26, ends: 12 } as const;
/** How far the card behind an instance stands out, right and below. */
export const stackDepth = 6;

/**
 * Every node's card, in the order of drawing. Cards of one column are equally wide: as wide as the widest text among
 * them needs, 124…190, centred in the room of a card on the canvas. Columns are moved apart, by a third at most, where
 * wires would else have no room for their labels; `labelWidths` are theirs, and `stretch` by how much.
 */
export function placeCards(
  { graph, layout }: Drawing,
  shapes: Shapes,
  labelWidths: ReadonlyMap<EdgeId, number>,
  detail?: Detail,
): { readonly cards: ReadonlyMap<NodeId, PlacedCard>; readonly stretch: number } {
  const places = layoutOf(graph, layout);
  const texts = new Map(
    [...graph.nodes.values()].map((node) => [node.id, cardText(node, shapes.get(node.id), detail)]),
  );
  // All that the level shows: a part of it is drawn on the same scale.
  const scale = volumeScale([...shapes.values()].map((each) => (each.state === 'ok' ? each.shape : [])));
  const volumes = new Map([...texts].map(([id, { tensor }]) => [id, tensorVolume(tensor, scale)]));
  const columns = new Map<number, number>();
  for (const [id, text] of texts) {
    const x = places.get(id)?.x ?? 0;
    const needed = Math.min(card.width, Math.max(card.least, neededWidth(text, volumes.get(id)?.width ?? 0)));
    columns.set(x, Math.max(columns.get(x) ?? 0, Math.ceil(needed)));
  }
  const stretch = stretchOf(graph, places, columns, labelWidths);
  const cards = new Map<NodeId, PlacedCard>();
  for (const [id, text] of texts) {
    const node = graph.nodes.get(id);
    if (!node) continue;
    const { x, y } = places.get(id) ?? { x: 0, y: 0 };
    const width = columns.get(x) ?? card.width;
    const height = Math.max(card.height, slotCount(graph, node) * card.slot + card.ends);
    const box = { x: x * stretch + (card.width - width) / 2, y, width, height };
    cards.set(id, { node, text, box, volume: volumes.get(id), stacked: node.kind === 'module' });
  }
  return { cards, stretch };
}

/** Beside a label on a level wire: the arrow, and some of the wire at either side. */
const besideLabel = 28;
const mostStretch = 4 / 3;

/** By how much columns move apart, so that every level wire to the next column has room for its label. */
function stretchOf(
  graph: Graph,
  places: Layout,
  columns: ReadonlyMap<number, number>,
  labelWidths: ReadonlyMap<EdgeId, number>,
): number {
  let stretch = 1;
  for (const { id, from, to } of graph.edges.values()) {
    const [source, target] = [places.get(from), places.get(to)];
    const label = labelWidths.get(id);
    if (!source || !target || label === undefined) continue;
    const step = target.x - source.x;
    if (step < card.width || Math.abs(target.y - source.y) > 30) continue;
    const cards = ((columns.get(source.x) ?? card.width) + (columns.get(target.x) ?? card.width)) / 2;
    stretch = Math.max(stretch, (cards + label + besideLabel) / step);
  }
  return Math.min(mostStretch, stretch);
}

/** Kinds whose inputs may change places: their wires enter in the order they come from, and cross no more than needed. */
const unordered: ReadonlySet<string> = new Set(['add', 'multiply', 'average', 'maximum']);
const slotGap = 20;
const slotMargin = 16;

/**
 * The height at which each wire meets its target: straight across from where it comes wherever that is on the card, and
 * wires of one card some way apart, in the order of their slots.
 */
export function wireEnds(graph: Graph, cards: ReadonlyMap<NodeId, PlacedCard>): ReadonlyMap<EdgeId, number> {
  const ends = new Map<EdgeId, number>();
  for (const { node, box } of cards.values()) {
    const edges = edgesInto(graph, node.id).map((edge) => {
      const source = cards.get(edge.from)?.box;
      // A wire from further right comes round, from wherever.
      const ahead = source !== undefined && source.x + source.width <= box.x;
      return { id: edge.id, from: ahead ? source.y + source.height / 2 : box.y + box.height / 2 };
    });
    if (unordered.has(node.kind)) edges.sort((a, b) => a.from - b.from);
    const spread = spreadWithin(
      edges.map(({ from }) => from),
      box,
    );
    edges.forEach(({ id }, i) => {
      ends.set(id, spread[i] ?? box.y + box.height / 2);
    });
  }
  return ends;
}

/** A single wire enters in the middle, unless it comes from so little above or below that it would have a kink. */
const level = 14;

/** The wanted heights, kept on the card and in order, with a gap between. */
function spreadWithin(wanted: readonly number[], { y, height }: Box): readonly number[] {
  const centre = y + height / 2;
  if (wanted.length === 1) return wanted.map((want) => (Math.abs(want - centre) <= level ? want : centre));
  const [top, bottom] = [y + slotMargin, y + height - slotMargin];
  const gap = Math.min(slotGap, (bottom - top) / Math.max(1, wanted.length - 1));
  const places: number[] = [];
  for (const [i, want] of wanted.entries()) {
    const before = places[i - 1];
    const lowest = bottom - gap * (wanted.length - 1 - i);
    const least = before === undefined ? top : before + gap;
    places.push(Math.min(lowest, Math.max(least, want)));
  }
  return places;
}
