// A note is written at a size that can be read: from afar the view comes near for as long as it is written.

import { boxOfAnnotation } from '../../graph/annotations';
import type { AnnotationId } from '../../lib/ids';
import { levelOf } from '../../store/level';
import type { PaneStore } from '../../store/panes';
import { paneFlowOf } from '../canvas/paneFlows';
import { calmly } from '../canvas/useView';
import { revealAnnotation } from './walk';

/** Below this zoom its letters are under 11 pixels high. */
const legible = 0.85;
const margin = 32;

/** Brings the view near where it is far; what it answers with leads back, unless the user has moved the view since. */
export function comeNear(store: PaneStore, id: AnnotationId): () => void {
  const pane = paneFlowOf(store);
  const annotation = levelOf(store.getState()).annotations?.get(id);
  const bounds = pane?.bounds();
  if (!pane || !annotation || !bounds || pane.flow.getZoom() >= legible) return () => {};
  const { flow } = pane;
  const before = flow.getViewport();
  const { x, y, width, height } = boxOfAnnotation(annotation);
  const zoom = Math.max(legible, Math.min(1, (bounds.width - 2 * margin) / width));
  // Of what is larger than the canvas the beginning is seen, for that is where it is written.
  const along = Math.min(width / 2, bounds.width / 2 / zoom - margin);
  const down = Math.min(height / 2, bounds.height / 2 / zoom - margin);
  void flow.setCenter(x + along, y + down, { zoom, ...calmly() });
  return () => {
    if (Math.abs(flow.getZoom() - zoom) > 0.001) return;
    void flow.setViewport(before, calmly()).then(() => revealAnnotation(id));
  };
}
