// A layer dragged from the palette is put down where it is let go.
import { useReactFlow } from '@xyflow/react';
import { type DragEvent, useMemo } from 'react';
import { addLayer } from '../commands';
import { snapped } from '../flow';
import { card } from '../freePlace';

/** The drag data's type; its text is a layer's kind. */
export const layerDragType = 'application/x-convas-layer';

export function usePaletteDrop() {
  const flow = useReactFlow();
  return useMemo(
    () => ({
      onDragOver: (event: DragEvent) => {
        if (!event.dataTransfer.types.includes(layerDragType)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      },
      onDrop: (event: DragEvent) => {
        const kind = event.dataTransfer.getData(layerDragType);
        if (kind === '') return;
        event.preventDefault();
        const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
        addLayer(kind, { at: snapped({ x: at.x - card.width / 2, y: at.y - 32 }) });
      },
    }),
    [flow],
  );
}
