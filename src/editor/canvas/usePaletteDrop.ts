// A layer dragged from the palette is put down where it is let go.
import { useReactFlow } from '@xyflow/react';
import { type DragEvent, useMemo } from 'react';
import { soon } from '../later';

const gesture = soon(() => import('./paletteDrop'));

/** The drag data's type; its text is the key of a palette entry. */
export const layerDragType = 'application/x-convas-layer';

/** What is being dragged: the drag's own data can be read only at its end. */
let carried: string | undefined;
export const beginPaletteDrag = (key: string | undefined): void => {
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
        if (carried !== undefined)
          gesture()?.carryOver({ key: carried }, { x: event.clientX, y: event.clientY });
      },
      onDragLeave: () => gesture()?.endCarrying(),
      onDrop: (event: DragEvent) => {
        gesture()?.endCarrying();
        const key = event.dataTransfer.getData(layerDragType);
        if (key === '') return;
        event.preventDefault();
        const pointer = { x: event.clientX, y: event.clientY };
        gesture()?.dropFromPalette(key, pointer, flow.screenToFlowPosition(pointer));
      },
    }),
    [flow],
  );
}
