// Adds a layer or an instance of a module as the palette does: beside the selection, or in the middle of what the
// active pane's canvas shows. The focus stays in the palette, so what came of it is said.
import { levelNow } from '../../store/derive';
import { activeFlow } from '../canvas/paneFlows';
import { revealNode } from '../canvas/useView';
import { describeNode } from '../describe';
import { announceProblem } from '../problems/announce';
import { say } from '../spoken/spoken';
import { addLayer } from './addLayer';
import { newLayer } from './paletteItems';

export function addFromPalette(key: string): void {
  const pane = activeFlow();
  const bounds = pane?.bounds();
  const layer = newLayer(key, levelNow().graph);
  if (!layer) return;
  const centre = bounds
    ? { x: bounds.left + bounds.width / 2, y: bounds.top + bounds.height / 2 }
    : { x: 0, y: 0 };
  const added = addLayer(layer, { middle: pane ? pane.flow.screenToFlowPosition(centre) : centre });
  if (added.id) revealNode(added.id);
  if (added.refused)
    announceProblem(added.id ? `Added ${added.id} without a wire` : 'Not added', added.refused);
  else {
    const shape = added.id && levelNow().shapes.get(added.id);
    if (shape) say(`Added ${describeNode(shape)}.`);
  }
}
