// Where pasted and duplicated nodes go: at the pointer, in the middle of the view, or below what they were copied from.
import type { Layout, Point } from '../../graph/document';
import type { Drawing } from '../../graph/edits';
import { activeFlow, activePaneElement } from '../canvas/paneFlows';
import { snapped } from '../flow';
import { card } from '../freePlace';

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

const gap = 30;

/** Round the cards of a fragment, in canvas units. */
export function boxOf({ graph, layout }: Drawing): Box {
  const points = [...graph.nodes.keys()].map((id) => layout.get(id) ?? { x: 0, y: 0 });
  const x = Math.min(...points.map((p) => p.x));
  const y = Math.min(...points.map((p) => p.y));
  return {
    x,
    y,
    width: Math.max(...points.map((p) => p.x)) + card.width - x,
    height: Math.max(...points.map((p) => p.y)) + card.height - y,
  };
}

/** How far to move a box so that it stands below itself, clear of every card. */
export function placeBelow(layout: Layout, box: Box): Point {
  const step = box.height + gap;
  for (let rows = 1; rows <= layout.size + 1; rows += 1) {
    const at = { ...box, y: box.y + rows * step };
    if (!covers(at, layout)) return { x: 0, y: rows * step };
  }
  return { x: gap, y: gap };
}

const covers = (box: Box, layout: Layout): boolean =>
  [...layout.values()].some(
    ({ x, y }) =>
      x < box.x + box.width && x + card.width > box.x && y < box.y + box.height && y + card.height > box.y,
  );

/** How far to move a box so that its middle is at a point, or in the nearest free row above or below. */
export function placeAt(layout: Layout, box: Box, middle: Point): Point {
  const at = snapped({ x: middle.x - box.width / 2, y: middle.y - box.height / 2 });
  for (let row = 0; row < mostRows; row += 1) {
    for (const y of row === 0 ? [at.y] : [at.y + row * rowHeight, at.y - row * rowHeight])
      if (!covers({ ...box, x: at.x, y }, layout)) return { x: at.x - box.x, y: y - box.y };
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
