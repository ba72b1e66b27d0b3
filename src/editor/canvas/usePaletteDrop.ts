// A layer dragged from the palette is put down where it is let go.
import { useReactFlow } from '@xyflow/react';
import { type DragEvent, useMemo } from 'react';
import { levelNow } from '../../store/derive';
import { addLayer } from '../commands';
import { carryOver, dropEntry, endCarrying, wireAt } from '../draw/dropOnWire';
import { snapped } from '../flow';
import { card } from '../freePlace';
import { dropAnnotation } from '../notes/noteCommands';
import { newLayer } from '../palette/paletteItems';
import { announceProblem } from '../problems/announce';

/** The drag data's type; its text is the key of a palette entry. */
export const layerDragType = 'application/x-convas-layer';

/** What is being dragged: the drag's own data can be read only at its end. */
let carried: string | undefined;
export const beginPaletteDrag = (key: string): void => {
  carried = key;
};

export function usePaletteDrop() {
  const flow = useReactFlow();
  return useMemo(
    () => ({
      onDragOver: (event: DragEvent) => {
        if (!event.dataTransfer.types.includes(layerDragType)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        if (carried !== undefined) carryOver({ key: carried }, { x: event.clientX, y: event.clientY });
      },
      onDragLeave: endCarrying,
      onDrop: (event: DragEvent) => {
        endCarrying();
        const key = event.dataTransfer.getData(layerDragType);
        if (key === '') return;
        event.preventDefault();
        const pointer = { x: event.clientX, y: event.clientY };
        const at = flow.screenToFlowPosition(pointer);
        if (dropAnnotation(key, at)) return;
        const wire = wireAt(pointer);
        if (wire !== undefined && dropEntry(key, wire, pointer)) return;
        // A module dragged over from another window may be none of this drawing's.
        const layer = newLayer(key, levelNow().graph);
        if (!layer) return;
        const added = addLayer(layer, { at: snapped({ x: at.x - card.width / 2, y: at.y - 32 }) });
        if (added.refused) announceProblem('Not added', added.refused);
      },
    }),
    [flow],
  );
}
