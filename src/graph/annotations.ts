// Notes and frames: what is written on a drawing for those who read it. They stand beside graph and layout, so that no
// edit of one makes shapes, plan or training look again; a module's definition has its own.
import type { AnnotationId, NodeId } from '../lib/ids';
import type { Point } from '../lib/turned';
import type { Layout } from './layout';

export const annotationColours = ['grey', 'blue', 'green', 'amber', 'pink', 'violet'] as const;
export type AnnotationColour = (typeof annotationColours)[number];

interface Placed {
  /** Unique among the notes and frames of one drawing; nodes are named apart. */
  readonly id: AnnotationId;
  /** The upper left corner. */
  readonly at: Point;
  /** Pixels of the canvas. */
  readonly width: number;
  readonly height: number;
  readonly colour: AnnotationColour;
  /** Markdown, with formulas in `$…$` and `$$…$$`. */
  readonly text: string;
}

/** A card of text. */
export interface Note extends Placed {
  readonly type: 'note';
}
/** A titled rectangle behind the nodes that it is about. */
export interface Frame extends Placed {
  readonly type: 'frame';
  readonly title: string;
}
export type Annotation = Note | Frame;
/** In the order of drawing: what comes later lies above. */
export type Annotations = ReadonlyMap<AnnotationId, Annotation>;
export const noAnnotations: Annotations = new Map();

/** What can be changed of one that stands; a title only of a frame. */
export type AnnotationChange = Partial<Omit<Placed, 'id'>> & { readonly title?: string };

export const annotationLimits = {
  /** Of the drawing and of all definitions together. */
  count: 500,
  /** Characters. */
  text: 8000,
  title: 200,
  /** Pixels of the canvas, of width and height alike. */
  least: 60,
  most: 20_000,
} as const;

export const firstSizes = {
  note: { width: 280, height: 160 },
  frame: { width: 460, height: 300 },
} as const;

/** A node's card, as far as it is known before a screen has measured it. */
const card = { width: 190, height: 84 } as const;
/** Between a frame's edge and the nodes that it is drawn round; above them its title stands too. */
const around = { side: 30, top: 60 } as const;

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}
export const boxOfAnnotation = ({ at, width, height }: Annotation): Box => ({ ...at, width, height });

const holdsPoint = (box: Box, { x, y }: Point): boolean =>
  x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
const holdsBox = (outer: Box, inner: Box): boolean =>
  holdsPoint(outer, inner) && holdsPoint(outer, { x: inner.x + inner.width, y: inner.y + inner.height });

/** The nodes whose middle lies within a frame: those that it is about, and that move with it. */
export const nodesWithin = (frame: Frame, layout: Layout): readonly NodeId[] =>
  [...layout].flatMap(([id, { x, y }]) =>
    holdsPoint(boxOfAnnotation(frame), { x: x + card.width / 2, y: y + card.height / 2 }) ? [id] : [],
  );

/** The other notes and frames that lie wholly within a frame. */
export const annotationsWithin = (frame: Frame, annotations: Annotations): readonly Annotation[] =>
  [...annotations.values()].filter(
    (other) => other.id !== frame.id && holdsBox(boxOfAnnotation(frame), boxOfAnnotation(other)),
  );

/** The rectangle of a frame drawn round nodes; undefined where none of them has a place. */
export function boxAround(layout: Layout, nodes: Iterable<NodeId>): Box | undefined {
  const places = [...nodes].flatMap((id) => layout.get(id) ?? []);
  if (places.length === 0) return undefined;
  const left = Math.min(...places.map(({ x }) => x)) - around.side;
  const top = Math.min(...places.map(({ y }) => y)) - around.top;
  const right = Math.max(...places.map(({ x }) => x)) + card.width + around.side;
  const bottom = Math.max(...places.map(({ y }) => y)) + card.height + around.side;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/**
 * What goes along when nodes leave a drawing: the frames that hold some of them and no other node, and all that lies
 * within such a frame.
 */
export function annotationsOfNodes(
  annotations: Annotations,
  layout: Layout,
  nodes: ReadonlySet<NodeId> | ReadonlyMap<NodeId, unknown>,
): Annotations {
  const along = new Map<AnnotationId, Annotation>();
  for (const frame of annotations.values()) {
    if (frame.type !== 'frame') continue;
    const held = nodesWithin(frame, layout);
    if (held.length === 0 || held.some((id) => !nodes.has(id))) continue;
    for (const each of [frame, ...annotationsWithin(frame, annotations)]) along.set(each.id, each);
  }
  return new Map([...annotations].filter(([id]) => along.has(id)));
}

/** The same, moved; those whose id is taken get the next free one. */
export function placedAmong(present: Annotations, added: Annotations, by: Point): Annotations {
  const all = new Map(present);
  for (const each of added.values()) {
    const id = all.has(each.id) ? freeAnnotationId(all, each.type) : each.id;
    all.set(id, { ...each, id, at: { x: each.at.x + by.x, y: each.at.y + by.y } });
  }
  return all;
}

/** `note3`: a name that none has yet. */
export function freeAnnotationId(annotations: Annotations, type: Annotation['type']): AnnotationId {
  for (let n = 1; ; n += 1) {
    const id = `${type}${n}` as AnnotationId;
    if (!annotations.has(id)) return id;
  }
}
