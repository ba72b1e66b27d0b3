// What keys and buttons do with modules, with their words where it cannot be done.
import type { NodeId } from '../../lib/ids';
import { useStore } from '../../store/store';
import { showDialog } from '../overlays';
import { announceProblem } from '../problems/announce';
import { ungroupNode } from './moduleCommands';

export function makeModuleOfSelected(): void {
  const { selectedNodes } = useStore.getState();
  if (selectedNodes.size > 0) showDialog({ type: 'makeModule', nodes: [...selectedNodes] });
}

export function ungroup(id: NodeId): void {
  const made = ungroupNode(id);
  if (made && !made.ok) announceProblem('Not ungrouped', made.error);
}

export function ungroupSelected(): void {
  const { selectedNodes } = useStore.getState();
  const [only] = selectedNodes;
  if (only !== undefined && selectedNodes.size === 1) ungroup(only);
}
