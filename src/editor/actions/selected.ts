// Why an action has nothing to act on, as the sentences that several actions share.
import type { NodeId } from '../../lib/ids';
import { useStore } from '../../store/store';

/** The one node that is selected. */
export function selectedNode(): NodeId | undefined {
  const { selectedNodes } = useStore.getState();
  const [only] = selectedNodes;
  return selectedNodes.size === 1 ? only : undefined;
}

export function nothingSelected(): string | undefined {
  const { selectedNodes, selectedEdges, selectedAnnotations } = useStore.getState();
  return selectedNodes.size + selectedEdges.size + selectedAnnotations.size === 0
    ? 'Nothing is selected.'
    : undefined;
}

/** Nothing that has a place of its own. */
export const nothingToMove = (): string | undefined => {
  const { selectedNodes, selectedAnnotations } = useStore.getState();
  return selectedNodes.size + selectedAnnotations.size === 0 ? 'Nothing is selected.' : undefined;
};

export const noNode = (): string | undefined =>
  useStore.getState().selectedNodes.size === 0 ? 'No node is selected.' : undefined;

export const oneNode = (): string | undefined =>
  selectedNode() === undefined ? 'Select one node first.' : undefined;
