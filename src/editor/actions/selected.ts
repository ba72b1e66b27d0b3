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
  const { selectedNodes, selectedEdges } = useStore.getState();
  return selectedNodes.size + selectedEdges.size === 0 ? 'Nothing is selected.' : undefined;
}

export const noNode = (): string | undefined =>
  useStore.getState().selectedNodes.size === 0 ? 'No node is selected.' : undefined;

export const oneNode = (): string | undefined =>
  selectedNode() === undefined ? 'Select one node first.' : undefined;
