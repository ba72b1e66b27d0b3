// Notes and frames as React Flow's nodes. Their ids there begin with a sign that no node's name has, so that the two
// never meet.
import type { Node } from '@xyflow/react';
import type { Annotation, Annotations } from '../../graph/annotations';
import { type AnnotationId, annotationId } from '../../lib/ids';
import type { Point } from '../../lib/turned';
import { levelOf } from '../../store/level';
import type { PaneStore } from '../../store/panes';
import { describeAnnotation } from './nameOf';
import styles from './notes.module.css';

export type NoteFlowNode = Node<{ readonly annotation: Annotation }, 'note'>;
export type FrameFlowNode = Node<{ readonly annotation: Annotation }, 'frame'>;
export type AnnotationFlowNode = NoteFlowNode | FrameFlowNode;

const sign = '@';
export const flowIdOf = (id: AnnotationId): string => `${sign}${id}`;
export const annotationOfFlowId = (id: string): AnnotationId | undefined =>
  id.startsWith(sign) ? annotationId(id.slice(sign.length)) : undefined;
export const isAnnotationNode = (node: { readonly type?: string | undefined }): node is AnnotationFlowNode =>
  node.type === 'note' || node.type === 'frame';

/** What stands elsewhere than in the document while it is dragged or resized. */
export interface Held {
  readonly at: Point;
  readonly width: number;
  readonly height: number;
}
export type HeldAnnotations = ReadonlyMap<AnnotationId, Held>;

interface Shown {
  readonly selected: ReadonlySet<AnnotationId>;
  readonly held: HeldAnnotations;
  /** A box of selection is being drawn: it is the nodes that are meant, not the frame round them. */
  readonly boxing: boolean;
}

/** Frames first, so that they lie below and Tab comes to them before what they hold. Keep one mapper a canvas. */
export function makeAnnotationMapper() {
  let before = new Map<AnnotationId, AnnotationFlowNode>();
  return (annotations: Annotations, { selected, held, boxing }: Shown): readonly AnnotationFlowNode[] => {
    const now = new Map<AnnotationId, AnnotationFlowNode>();
    const all = [...annotations.values()];
    for (const annotation of [...all.filter(isFrame), ...all.filter((each) => !isFrame(each))]) {
      const { id } = annotation;
      now.set(id, flowNode(annotation, selected.has(id), held.get(id), boxing, before.get(id)));
    }
    before = now;
    return [...now.values()];
  };
}

const isFrame = ({ type }: Annotation): boolean => type === 'frame';

/** React Flow raises a selected node by this; a frame must lie behind the wires all the same. */
const raised = 1000;

function flowNode(
  annotation: Annotation,
  selected: boolean,
  held: Held | undefined,
  boxing: boolean,
  old: AnnotationFlowNode | undefined,
): AnnotationFlowNode {
  const { at, width, height } = held ?? annotation;
  const same =
    old?.data.annotation === annotation &&
    old.selected === selected &&
    old.position.x === at.x &&
    old.position.y === at.y &&
    old.width === width &&
    old.height === height &&
    (old.type === 'note' || old.selectable === !boxing);
  if (old && same) return old;
  const placed = {
    id: flowIdOf(annotation.id),
    position: at,
    width,
    height,
    measured: { width, height },
    data: old?.data.annotation === annotation ? old.data : { annotation },
    selected,
    connectable: false,
    ariaLabel: describeAnnotation(annotation),
    domAttributes: { 'aria-roledescription': annotation.type, 'aria-describedby': undefined },
  };
  if (annotation.type === 'note') return { ...placed, type: 'note' };
  return {
    ...placed,
    type: 'frame',
    selectable: !boxing,
    zIndex: selected ? -1 - raised : -1,
    // What lies on it is reached through it; only its title and its edges take hold of the pointer.
    style: { pointerEvents: 'none' },
    dragHandle: `.${styles.handle}`,
  };
}

/** Selects the note or frame that an element of the canvas stands for; false where it stands for none. */
export function selectAnnotationOf(store: PaneStore, flowId: string): boolean {
  const id = annotationOfFlowId(flowId);
  const state = store.getState();
  if (id === undefined || !levelOf(state).annotations?.has(id)) return false;
  if (!state.selectedAnnotations.has(id)) state.select([], [], [id]);
  return true;
}
