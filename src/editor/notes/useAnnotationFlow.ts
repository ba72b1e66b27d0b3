// Notes and frames on the canvas: drawn from the store, held by React Flow while they are dragged or resized, and what a
// frame takes along.
import { type NodeChange, useStore as useFlowStore } from '@xyflow/react';
import { useCallback, useMemo, useState } from 'react';
import {
  type Annotations,
  annotationsWithin,
  type Frame,
  noAnnotations,
  nodesWithin,
} from '../../graph/annotations';
import type { Layout } from '../../graph/layout';
import type { AnnotationId, NodeId } from '../../lib/ids';
import type { Point } from '../../lib/turned';
import { useLevel } from '../../store/derive';
import { type Level, levelOf } from '../../store/level';
import type { PaneStore } from '../../store/panes';
import { useStore } from '../../store/store';
import { useGlideOfNotes } from '../arrange/glide';
import { annotationOfFlowId, type Held, type HeldAnnotations, makeAnnotationMapper } from './annotationFlow';

const noneHeld: HeldAnnotations = new Map();

export function useAnnotationFlow(store: PaneStore) {
  const { annotations = noAnnotations } = useLevel();
  const selected = useStore((s) => s.selectedAnnotations);
  const boxing = useFlowStore((s) => s.userSelectionActive);
  const [held, setHeld] = useState(noneHeld);
  const [map] = useState(makeAnnotationMapper);
  const gliding = useGlideOfNotes(store);
  const elsewhere = gliding.size > 0 ? gliding : held;
  const nodes = useMemo(
    () => map(annotations, { selected, held: elsewhere, boxing }),
    [map, annotations, selected, elsewhere, boxing],
  );
  const onChanges = useCallback(
    (changes: readonly NodeChange[]) => {
      const { annotations: there = noAnnotations } = levelOf(store.getState());
      setHeld((before) => afterChanges(before, changes, there));
    },
    [store],
  );
  /** Shows them where they are taken to; without places, where the document has them. */
  const hold = useCallback(
    (places?: ReadonlyMap<AnnotationId, Point>) => {
      const { annotations: there = noAnnotations } = levelOf(store.getState());
      setHeld((before) => (places ? withPlaces(before, places, there) : noneHeld));
    },
    [store],
  );
  return { nodes, onChanges, hold };
}

function afterChanges(
  before: HeldAnnotations,
  changes: readonly NodeChange[],
  annotations: Annotations,
): HeldAnnotations {
  let after: Map<AnnotationId, Held> | undefined;
  for (const change of changes) {
    if (change.type !== 'position' && change.type !== 'dimensions') continue;
    const id = annotationOfFlowId(change.id);
    const annotation = id === undefined ? undefined : annotations.get(id);
    if (!annotation) continue;
    after ??= new Map(before);
    const held = after.get(annotation.id) ?? annotation;
    // React Flow says of neither the end of a drag nor a measured size that something is to change.
    if (change.type === 'position' && change.position && change.dragging !== false)
      after.set(annotation.id, { ...placeOf(held), at: change.position });
    else if (change.type === 'dimensions' && change.dimensions && change.resizing)
      after.set(annotation.id, { ...placeOf(held), ...change.dimensions });
    else if (change.type === 'dimensions' && change.resizing === false) after.delete(annotation.id);
  }
  return after ?? before;
}

const placeOf = ({ at, width, height }: Held): Held => ({ at, width, height });

function withPlaces(
  before: HeldAnnotations,
  places: ReadonlyMap<AnnotationId, Point>,
  annotations: Annotations,
): HeldAnnotations {
  const after = new Map(before);
  for (const [id, at] of places) {
    const annotation = annotations.get(id);
    if (annotation) after.set(id, { ...placeOf(annotation), at });
  }
  return after;
}

/** What a dragged frame takes along: where each stood when the drag began. */
export interface Carried {
  readonly frame: AnnotationId;
  readonly from: Point;
  readonly nodes: Layout;
  readonly annotations: ReadonlyMap<AnnotationId, Point>;
}

/** Of several frames, what lies in any of them; nothing that is dragged itself. Undefined where no frame is dragged. */
export function carriedBy(
  { layout, annotations = noAnnotations }: Level,
  dragged: readonly { readonly id: string }[],
): Carried | undefined {
  const ids = new Set(dragged.map(({ id }) => id));
  const own = new Set([...ids].flatMap((id) => annotationOfFlowId(id) ?? []));
  const frames = [...own].flatMap((id): readonly Frame[] => {
    const annotation = annotations.get(id);
    return annotation?.type === 'frame' ? [annotation] : [];
  });
  const [first] = frames;
  if (!first) return undefined;
  const nodes = new Map<NodeId, Point>();
  const others = new Map<AnnotationId, Point>();
  for (const frame of frames) {
    for (const id of nodesWithin(frame, layout)) {
      const at = layout.get(id);
      if (at && !ids.has(id)) nodes.set(id, at);
    }
    for (const { id, at } of annotationsWithin(frame, annotations)) if (!own.has(id)) others.set(id, at);
  }
  return { frame: first.id, from: first.at, nodes, annotations: others };
}

/** Where all of it stands once the frame has come to a point. */
export function carriedTo({ from, nodes, annotations }: Carried, to: Point): Omit<Carried, 'frame' | 'from'> {
  const by = { x: to.x - from.x, y: to.y - from.y };
  const moved = <Id>(places: ReadonlyMap<Id, Point>): ReadonlyMap<Id, Point> =>
    new Map([...places].map(([id, { x, y }]) => [id, { x: x + by.x, y: y + by.y }]));
  return { nodes: moved(nodes), annotations: moved(annotations) };
}
