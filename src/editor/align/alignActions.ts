// Aligning and spacing the selected nodes, as actions and as the inspector's buttons have them.
import { levelNow } from '../../store/derive';
import { useStore } from '../../store/store';
import type { Action } from '../actions/action';
import { activeFlow } from '../canvas/paneFlows';
import { card } from '../freePlace';
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
  blocked: () =>
    useStore.getState().selectedNodes.size < least ? `Select at least ${least} nodes first.` : undefined,
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
  const { selectedNodes, apply } = useStore.getState();
  const { layout } = levelNow();
  const flow = activeFlow()?.flow;
  const boxes = new Map(
    [...selectedNodes].flatMap((id) => {
      const at = layout.get(id);
      const size = flow?.getNode(id)?.measured;
      const box: CardBox | undefined = at && {
        ...at,
        width: size?.width ?? card.width,
        height: size?.height ?? card.height,
      };
      return box ? [[id, box] as const] : [];
    }),
  );
  apply(label, [{ type: 'move', positions: aligned(boxes, alignment) }]);
}
