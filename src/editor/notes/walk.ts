// Arrow keys beyond the wires: to the note or frame that lies next in a direction, and from it to what lies next there.
import { boxOfAnnotation } from '../../graph/annotations';
import type { AnnotationId, NodeId } from '../../lib/ids';
import type { Point } from '../../lib/turned';
import { levelNow } from '../../store/derive';
import { useStore } from '../../store/store';
import type { Direction } from '../canvas/neighbours';
import { activeFlow, activePaneElement } from '../canvas/paneFlows';
import { showNode } from '../canvas/useView';
import { card } from '../freePlace';
import { flowIdOf } from './annotationFlow';

export interface Stop {
  readonly node?: NodeId;
  readonly annotation?: AnnotationId;
  /** Its middle. */
  readonly at: Point;
}

const ahead: Readonly<Record<Direction, (by: Point) => number>> = {
  left: ({ x }) => -x,
  right: ({ x }) => x,
  up: ({ y }) => -y,
  down: ({ y }) => y,
};

/** The nearest stop in a direction, those aside counting as twice as far; undefined where none lies that way. */
export function nextStop(from: Point, stops: readonly Stop[], direction: Direction): Stop | undefined {
  let best: { stop: Stop; distance: number } | undefined;
  for (const stop of stops) {
    const by = { x: stop.at.x - from.x, y: stop.at.y - from.y };
    const forward = ahead[direction](by);
    if (forward <= 0) continue;
    const aside = Math.abs(direction === 'left' || direction === 'right' ? by.y : by.x);
    if (aside > 2 * forward) continue;
    const distance = forward + 2 * aside;
    if (!best || distance < best.distance) best = { stop, distance };
  }
  return best?.stop;
}

function annotationStops(): readonly Stop[] {
  return [...(levelNow().annotations?.values() ?? [])].map((annotation) => {
    const { x, y, width, height } = boxOfAnnotation(annotation);
    return { annotation: annotation.id, at: { x: x + width / 2, y: y + height / 2 } };
  });
}

const nodeStops = (): readonly Stop[] =>
  [...levelNow().layout].map(([node, { x, y }]) => ({
    node,
    at: { x: x + card.width / 2, y: y + card.height / 2 },
  }));

/** From the selected node to the note or frame next in the direction; with nothing selected, to the first there is. */
export function walkToAnnotation(direction: Direction): void {
  const [node] = useStore.getState().selectedNodes;
  const stops = annotationStops();
  const from = nodeStops().find((stop) => stop.node === node);
  go(from ? nextStop(from.at, stops, direction) : stops[0]);
}

/** From the selected note or frame to whatever lies next. */
export function walkFromAnnotation(direction: Direction): void {
  const [selected] = useStore.getState().selectedAnnotations;
  const notes = annotationStops();
  const from = notes.find(({ annotation }) => annotation === selected);
  if (from) go(nextStop(from.at, [...nodeStops(), ...notes], direction));
}

function go(stop: Stop | undefined): void {
  if (stop?.node !== undefined) {
    useStore.getState().select([stop.node]);
    showNode(stop.node);
  } else if (stop?.annotation !== undefined) {
    useStore.getState().select([], [], [stop.annotation]);
    showAnnotation(stop.annotation);
  }
}

/** Brings a note or frame of the active pane into sight and focuses it. */
export function showAnnotation(id: AnnotationId): void {
  revealAnnotation(id);
  focusAnnotationSoon(id);
}

/** Brings a note or frame of the active pane into sight, and leaves the focus where it is. */
export function revealAnnotation(id: AnnotationId): void {
  const pane = activeFlow();
  const bounds = pane?.bounds();
  const annotation = levelNow().annotations?.get(id);
  if (!pane || !bounds || !annotation) return;
  const { x, y, width, height } = boxOfAnnotation(annotation);
  const from = pane.flow.flowToScreenPosition({ x, y });
  const to = pane.flow.flowToScreenPosition({ x: x + width, y: y + height });
  const inside =
    from.x >= bounds.left && to.x <= bounds.right && from.y >= bounds.top && to.y <= bounds.bottom;
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const options = { zoom: pane.flow.getZoom(), duration: calm ? 0 : 220 };
  if (!inside) void pane.flow.setCenter(x + width / 2, y + Math.min(height / 2, 200), options);
}

/** Waits a few frames for what is yet to be drawn; leaves the focus alone where something in it has that already. */
export function focusAnnotationSoon(id: AnnotationId, frames = 20): void {
  const element = activePaneElement()?.querySelector<HTMLElement>(
    `.react-flow__node[data-id="${CSS.escape(flowIdOf(id))}"]`,
  );
  if (element && !element.contains(document.activeElement)) element.focus({ preventScroll: true });
  else if (!element && frames > 0) requestAnimationFrame(() => focusAnnotationSoon(id, frames - 1));
}
