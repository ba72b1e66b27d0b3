// What lies in which frame, so that the outline can list it there: frames stand where the first of their nodes would,
// and notes after the nodes beside them.
import {
  type Annotation,
  annotationsWithin,
  type Frame,
  noAnnotations,
  nodesWithin,
} from '../../graph/annotations';
import type { Drawing } from '../../graph/edits';
import type { AnnotationId, NodeId } from '../../lib/ids';

export type Item =
  | { readonly node: NodeId; readonly annotation?: undefined }
  /** A note has no items in it. */
  | { readonly annotation: Annotation; readonly items: readonly Item[]; readonly node?: undefined };

/** The nodes of `order` in that order, each in the smallest frame that holds it, and every note and frame once. */
export function framed(drawing: Omit<Drawing, 'graph'>, order: readonly NodeId[]): readonly Item[] {
  const { layout, annotations = noAnnotations } = drawing;
  if (annotations.size === 0) return order.map((node) => ({ node }));
  // The smallest first. Of two as large, the later one lies above; so no two can hold each other.
  const frames = [...annotations.values()]
    .filter((each) => each.type === 'frame')
    .reverse()
    .sort((a, b) => a.width * a.height - b.width * b.height)
    .map((frame) => ({
      frame,
      nodes: new Set(nodesWithin(frame, layout)),
      annotations: new Set(annotationsWithin(frame, annotations)),
    }));
  const holderOf = (held: Annotation): Frame | undefined => {
    const larger = frames.findIndex(({ frame }) => frame === held) + 1;
    return frames.slice(larger).find((each) => each.annotations.has(held))?.frame;
  };
  const roots: Item[] = [];
  const inside = new Map<AnnotationId, Item[]>();
  const itemsIn = (frame: Frame | undefined): Item[] => {
    if (!frame) return roots;
    const known = inside.get(frame.id);
    if (known) return known;
    const items: Item[] = [];
    inside.set(frame.id, items);
    itemsIn(holderOf(frame)).push({ annotation: frame, items });
    return items;
  };
  for (const node of order) itemsIn(frames.find(({ nodes }) => nodes.has(node))?.frame).push({ node });
  for (const each of annotations.values()) {
    if (each.type === 'frame') itemsIn(each);
    else itemsIn(holderOf(each)).push({ annotation: each, items: [] });
  }
  return roots;
}
