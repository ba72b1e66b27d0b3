// Where pasted and duplicated nodes go: at the pointer, in the middle of the view, or below what they were copied from.
import { boxOfAnnotation, noAnnotations } from '../../graph/annotations';
import type { Drawing } from '../../graph/edits';
import { extent, overlap } from '../../lib/boxes';
import type { Box, Point } from '../../lib/turned';
import { activeFlow, activePaneElement } from '../canvas/paneFlows';
import { snapped } from '../flow';
import { card } from '../freePlace';

const gap = 30;

/** Round the cards, notes and frames of a fragment that has some, in canvas units. */
export const boxOf = ({ graph, layout, annotations = noAnnotations }: Drawing): Box =>
  extent([
    ...[...graph.nodes.keys()].map((id) => cardAt(layout.get(id) ?? { x: 0, y: 0 })),
    ...[...annotations.values()].map(boxOfAnnotation),
  ]);

const cardAt = ({ x, y }: Point): Box => ({ x, y, width: card.width, height: card.height });

/** What a fragment must not cover: cards and notes, and frames where it is a frame by itself. */
export function takenBy({ layout, annotations = noAnnotations }: Drawing, fragment: Drawing): readonly Box[] {
  const byItself = fragment.graph.nodes.size === 0;
  const written = [...annotations.values()].filter(({ type }) => type === 'note' || byItself);
  const notesOnly = [...(fragment.annotations?.values() ?? [])].every(({ type }) => type === 'note');
  const counted = notesOnly ? written.filter(({ type }) => type === 'note') : written;
  return [...[...layout.values()].map(cardAt), ...counted.map(boxOfAnnotation)];
}

/** How far to move a box so that it stands below itself, clear of all that is there. */
export function placeBelow(taken: readonly Box[], box: Box): Point {
  const step = box.height + gap;
  for (let rows = 1; rows <= taken.length + 1; rows += 1) {
    const at = { ...box, y: box.y + rows * step };
    if (!covers(at, taken)) return { x: 0, y: rows * step };
  }
  return { x: gap, y: gap };
}

const covers = (box: Box, taken: readonly Box[]): boolean => taken.some((other) => overlap(box, other));

/** How far to move a box so that its middle is at a point, or in the nearest free row above or below. */
export function placeAt(taken: readonly Box[], box: Box, middle: Point): Point {
  const at = snapped({ x: middle.x - box.width / 2, y: middle.y - box.height / 2 });
  for (let row = 0; row < mostRows; row += 1) {
    for (const y of row === 0 ? [at.y] : [at.y + row * rowHeight, at.y - row * rowHeight])
      if (!covers({ ...box, x: at.x, y }, taken)) return { x: at.x - box.x, y: y - box.y };
  }
  return { x: at.x - box.x, y: at.y - box.y };
}

const rowHeight = 20;
const mostRows = 1000;

let pointer: Point | undefined;

/** Keeps in mind where the pointer is in the window. */
export function followPointer(): () => void {
  const follow = ({ clientX, clientY }: PointerEvent) => {
    pointer = { x: clientX, y: clientY };
  };
  window.addEventListener('pointermove', follow, { passive: true });
  return () => window.removeEventListener('pointermove', follow);
}

/**
 * Where a paste is meant to go, in canvas units: `under` the pointer where that is over the active canvas, and over no
 * node, else the middle of the view.
 */
export function pastePoint(): { readonly at: Point; readonly under: boolean } {
  const flow = activeFlow()?.flow;
  const bounds = activeFlow()?.bounds();
  if (!flow || !bounds) return { at: { x: 0, y: 0 }, under: false };
  const over = pointer && document.elementFromPoint(pointer.x, pointer.y);
  if (pointer && over?.matches('.react-flow__pane') && activePaneElement()?.contains(over))
    return { at: flow.screenToFlowPosition(pointer), under: true };
  const middle = { x: bounds.left + bounds.width / 2, y: bounds.top + bounds.height / 2 };
  return { at: flow.screenToFlowPosition(middle), under: false };
}
