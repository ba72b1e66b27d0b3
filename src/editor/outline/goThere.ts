// From a row of the outline to what it stands for on the canvas.
import { prefixOf } from '../../store/level';
import { useStore } from '../../store/store';
import { revealNode } from '../canvas/useView';
import { revealAnnotation, showAnnotation } from '../notes/walk';
import type { AnnotationRow, OutlineRow } from './outlineRows';

/** Brings it into the middle of the canvas, with the keyboard's focus. */
export function goThere(row: OutlineRow): void {
  if (row.state) {
    useStore.getState().focusNode(row.state.node.id, row.path);
    return;
  }
  selectAnnotation(row);
  showAnnotation(row.annotation.id);
}

/** Chooses it; the focus stays in the tree. */
export function choose(row: OutlineRow): void {
  if (!row.state) {
    selectAnnotation(row);
    revealAnnotation(row.annotation.id);
    return;
  }
  const { id } = row.state.node;
  const { path: shown, select, goTo: enter } = useStore.getState();
  if (prefixOf(shown) === prefixOf(row.path)) select([id]);
  else enter(row.path, id);
  revealNode(id);
}

function selectAnnotation({ path, annotation }: AnnotationRow): void {
  const { path: shown, select, goTo: enter } = useStore.getState();
  if (prefixOf(shown) !== prefixOf(path)) enter(path);
  select([], [], [annotation.id]);
}
