// Adds a layer as the palette does: beside the selection, or in the middle of what the canvas shows.
import { useReactFlow } from '@xyflow/react';
import { useCallback } from 'react';
import { useRevealNode } from '../canvas/useView';
import { addLayer } from '../commands';
import { announceProblem } from '../problems/announce';

export function useAddLayer(): (kind: string) => void {
  const flow = useReactFlow();
  const reveal = useRevealNode();
  return useCallback(
    (kind: string) => {
      const pane = document.querySelector('.react-flow')?.getBoundingClientRect();
      const centre = pane ? { x: pane.left + pane.width / 2, y: pane.top + pane.height / 2 } : { x: 0, y: 0 };
      const added = addLayer(kind, { middle: flow.screenToFlowPosition(centre) });
      reveal(added.id);
      if (added.refused) announceProblem(`Added ${added.id} without a wire`, added.refused);
    },
    [flow, reveal],
  );
}
