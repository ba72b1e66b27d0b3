// Aligning and spacing the selected nodes, notes and frames, as actions and as the inspector's buttons have them.
import { boxOfAnnotation } from '../../graph/annotations';
import type { Edit } from '../../graph/edits';
import { type AnnotationId, type NodeId, nodeId } from '../../lib/ids';
import type { Point } from '../../lib/turned';
import { levelNow } from '../../store/derive';
import { useStore } from '../../store/store';
import type { Action } from '../actions/action';
import { activeFlow } from '../canvas/paneFlows';
import { card } from '../freePlace';
import { annotationOfFlowId, flowIdOf } from '../notes/annotationFlow';
import { type Alignment, aligned, type CardBox } from './aligned';

interface AlignAction extends Action {
  readonly alignment: Alignment;
}

const make = (alignment: Alignment, title: string, least: number): AlignAction => ({
  id: `edit.align.${alignment}`,
  group: 'Edit',
  title,
  words: 'align arrange distribute line up space',
  alignment,
  blocked: () => {
    const { selectedNodes, selectedAnnotations } = useStore.getState();
    return selectedNodes.size + selectedAnnotations.size < least
      ? `Select at least ${least} nodes first.`
      : undefined;
  },
  run: () => align(alignment, title),
});

export const alignActions: readonly AlignAction[] = [
  make('left', 'Align left edges', 2),
  make('centre', 'Align centres', 2),
  make('right', 'Align right edges', 2),
  make('top', 'Align top edges', 2),
  make('middle', 'Align middles', 2),
  make('bottom', 'Align bottom edges', 2),
  make('gapsAcross', 'Make the gaps across equal', 3),
  make('gapsDown', 'Make the gaps down equal', 3),
];

function align(alignment: Alignment, label: string): void {
  const positions = new Map<NodeId, Point>();
  const places = new Map<AnnotationId, Point>();
  // A note may have a node's name; their ids on the canvas are never the same.
  for (const [id, at] of aligned(selectedBoxes(), alignment)) {
    const annotation = annotationOfFlowId(id);
    if (annotation === undefined) positions.set(nodeId(id), at);
    else places.set(annotation, at);
  }
  const edits: Edit[] = [];
  if (positions.size > 0) edits.push({ type: 'move', positions });
  if (places.size > 0) edits.push({ type: 'moveAnnotations', places });
  useStore.getState().apply(label, edits);
}

function selectedBoxes(): ReadonlyMap<string, CardBox> {
  const { selectedNodes, selectedAnnotations } = useStore.getState();
  const { layout, annotations } = levelNow();
  const flow = activeFlow()?.flow;
  const boxes = new Map<string, CardBox>();
  for (const id of selectedNodes) {
    const at = layout.get(id);
    const { width = card.width, height = card.height } = flow?.getNode(id)?.measured ?? {};
    if (at) boxes.set(id, { ...at, width, height });
  }
  for (const id of selectedAnnotations) {
    const annotation = annotations?.get(id);
    if (annotation) boxes.set(flowIdOf(id), boxOfAnnotation(annotation));
  }
  return boxes;
}
