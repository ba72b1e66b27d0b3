// A plain click on one of several chosen cards chooses it alone; React Flow keeps them all, for they may be dragged.
import { nodeId } from '../../lib/ids';
import type { PaneStore } from '../../store/panes';
import { annotationOfFlowId } from '../notes/annotationFlow';
import type { DrawnNode } from './useFlowState';

interface Modified {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** For clicks, which a drag is not: with a modifier they add to the selection or take from it, and nothing happens here. */
export function chooseAlone(
  store: PaneStore,
  { shiftKey, ctrlKey, metaKey }: Modified,
  node: DrawnNode,
): void {
  if (shiftKey || ctrlKey || metaKey) return;
  const { selectedNodes, selectedEdges, selectedAnnotations, select } = store.getState();
  if (selectedNodes.size + selectedEdges.size + selectedAnnotations.size < 2) return;
  const annotation = annotationOfFlowId(node.id);
  if (annotation) select([], [], [annotation]);
  else select([nodeId(node.id)]);
}
