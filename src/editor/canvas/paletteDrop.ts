// What becomes of a palette entry that is let go over the canvas; fetched after the canvas, as the palette is.
import type { Point } from '../../lib/turned';
import { levelNow } from '../../store/derive';
import { dropEntry, wireAt } from '../draw/dropOnWire';
import { snapped } from '../flow';
import { card } from '../freePlace';
import { dropAnnotation } from '../notes/noteCommands';
import { addLayer } from '../palette/addLayer';
import { newLayer } from '../palette/paletteItems';
import { announceProblem } from '../problems/announce';

export { carryOver, endCarrying } from '../draw/dropOnWire';

/** Puts an entry down: on the wire under the pointer, or at the point of the plane. `pointer` is in the window. */
export function dropFromPalette(key: string, pointer: Point, at: Point): void {
  if (dropAnnotation(key, at)) return;
  const wire = wireAt(pointer);
  if (wire !== undefined && dropEntry(key, wire, pointer)) return;
  // A module dragged over from another window may be none of this drawing's.
  const layer = newLayer(key, levelNow().graph);
  if (!layer) return;
  const added = addLayer(layer, { at: snapped({ x: at.x - card.width / 2, y: at.y - 32 }) });
  if (added.refused) announceProblem('Not added', added.refused);
}
