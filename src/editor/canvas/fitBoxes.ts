// The window that shows all of a drawing: as large as it goes, in the middle, and moved up where cards would lie under
// the overview or the controls in the lower corners and there is room above.
import { getViewportForBounds, type Viewport } from '@xyflow/react';
import { extent } from '../../lib/boxes';
import type { Box } from '../../lib/turned';

/** Of the canvas, left free round the drawing. */
export const fitPadding = 0.06;
const leastZoom = 0.1;
const mostZoom = 1;
/** Between a card and what would cover it, and to the canvas's upper edge, in pixels. */
const air = 8;

/** `boxes` in canvas units; `covers`: what lies over the canvas, in pixels from its corner. Undefined without boxes. */
export function fitBoxes(
  boxes: readonly Box[],
  canvas: { readonly width: number; readonly height: number },
  covers: readonly Box[],
): Viewport | undefined {
  if (boxes.length === 0) return undefined;
  const whole = extent(boxes);
  const { x, y, zoom } = getViewportForBounds(
    whole,
    canvas.width,
    canvas.height,
    leastZoom,
    mostZoom,
    fitPadding,
  );
  const room = whole.y * zoom + y - air;
  const lift = liftOff(
    boxes.map((box) => ({
      x: box.x * zoom + x,
      y: box.y * zoom + y,
      width: box.width * zoom,
      height: box.height * zoom,
    })),
    covers,
  );
  // Half out from under them would look no better.
  return { x, y: lift <= room ? y - lift : y, zoom };
}

/** How far boxes must go up until none is covered; going up, a box may come under what others are above. */
function liftOff(boxes: readonly Box[], covers: readonly Box[]): number {
  let lift = 0;
  for (const cover of covers)
    for (const box of boxes) {
      const beside = box.x >= cover.x + cover.width + air || cover.x >= box.x + box.width + air;
      const bottom = box.y + box.height;
      if (!beside && bottom > cover.y - air) lift = Math.max(lift, bottom - cover.y + air);
    }
  return lift;
}
