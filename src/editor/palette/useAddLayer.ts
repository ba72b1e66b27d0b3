// Adds a layer or an instance of a module as the palette does: beside the selection, or in the middle of what the canvas shows.
import { useReactFlow } from '@xyflow/react';
import { useCallback } from 'react';
import { levelNow } from '../../store/derive';
import { useRevealNode } from '../canvas/useView';
import { addLayer } from '../commands';
import { announceProblem } from '../problems/announce';
import { newLayer } from './paletteItems';

export function useAddLayer(): (key: string) => void {
  const flow = useReactFlow();
  const reveal = useRevealNode();
  return useCallback(
    (key: string) => {
      const pane = document.querySelector('.react-flow')?.getBoundingClientRect();
      const centre = pane ? { x: pane.left + pane.width / 2, y: pane.top + pane.height / 2 } : { x: 0, y: 0 };
      const layer = newLayer(key, levelNow().graph);
      if (!layer) return;
      const added = addLayer(layer, { middle: flow.screenToFlowPosition(centre) });
      if (added.id) reveal(added.id);
      if (added.refused)
        announceProblem(added.id ? `Added ${added.id} without a wire` : 'Not added', added.refused);
    },
    [flow, reveal],
  );
}
