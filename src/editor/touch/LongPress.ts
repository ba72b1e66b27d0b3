// What a finger or a pen does by resting: on empty canvas it searches the layers and on a module it opens it, as a double
// click does; on a note it writes; on a wire it inserts a layer; any other card it adds to the selection, or takes out.
import { useEffect } from 'react';
import { type EdgeId, nodeId } from '../../lib/ids';
import { activeStore, useStore } from '../../store/store';
import { searchLayersAction } from '../actions/viewActions';
import { insertOnWire } from '../draw/drawCommands';
import { openInstance } from '../modules/moduleCommands';
import { startEditing } from '../notes/editing';

/** Milliseconds after which a press is a long one; shorter than the browser's own, which opens its menu. */
const long = 450;
/** Pixels that a resting finger may move. */
const slack = 10;

/** Listens; there is nothing to see. */
export function LongPress(): null {
  useEffect(listen, []);
  return null;
}

interface Press {
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  readonly timer: ReturnType<typeof setTimeout>;
}

function listen(): () => void {
  let press: Press | undefined;
  let fired = false;
  const forget = () => {
    clearTimeout(press?.timer);
    press = undefined;
  };
  const down = (event: PointerEvent) => {
    fired = false;
    // A second finger makes a pinch of it.
    if (press || event.pointerType === 'mouse') return forget();
    const { target, pointerId, clientX, clientY } = event;
    const meant = meaning(target);
    if (!meant) return;
    const timer = setTimeout(() => {
      fired = true;
      forget();
      meant();
    }, long);
    press = { pointer: pointerId, x: clientX, y: clientY, timer };
  };
  const move = ({ clientX, clientY }: PointerEvent) => {
    if (press && Math.hypot(clientX - press.x, clientY - press.y) > slack) forget();
  };
  // Letting go is a click, which would choose what has just been done otherwise.
  const click = (event: MouseEvent) => {
    // One by the keyboard, which counts no clicks, is meant.
    if (!fired || event.detail === 0) return;
    fired = false;
    event.preventDefault();
    event.stopPropagation();
  };
  const menu = (event: Event) => {
    if (press || fired) event.preventDefault();
  };
  const listeners: readonly (readonly [string, (event: never) => void])[] = [
    ['pointerdown', down],
    ['pointermove', move],
    ['pointerup', forget],
    ['pointercancel', forget],
    ['click', click],
    ['contextmenu', menu],
  ];
  for (const [type, act] of listeners) addEventListener(type, act as EventListener, true);
  return () => {
    forget();
    for (const [type, act] of listeners) removeEventListener(type, act as EventListener, true);
  };
}

/** What resting there would do; undefined where it does nothing. */
function meaning(target: EventTarget | null): (() => void) | undefined {
  if (!(target instanceof Element) || !target.closest('[data-canvas]')) return undefined;
  // Handles draw wires and controls have their own clicks.
  if (target.closest('.react-flow__handle, input, textarea, a')) return undefined;
  const wire = target.closest<HTMLElement>('.react-flow__edge, [data-edge-id]');
  const edge = wire?.dataset.id ?? wire?.dataset.edgeId;
  if (edge !== undefined) return () => insertOnWire(edge as EdgeId);
  const card = target.closest<HTMLElement>('.react-flow__node')?.dataset.id;
  if (card !== undefined) return () => onCard(card);
  return target.classList.contains('react-flow__pane') ? () => searchLayersAction.run() : undefined;
}

function onCard(id: string): void {
  const store = activeStore();
  const note = [...(store.getState().document.annotations?.keys() ?? [])].find((known) => known === id);
  if (note !== undefined) startEditing(store, note);
  else if (!openInstance(nodeId(id))) toggle(nodeId(id));
}

function toggle(id: ReturnType<typeof nodeId>): void {
  const { selectedNodes, select } = useStore.getState();
  const others = [...selectedNodes].filter((other) => other !== id);
  select(selectedNodes.has(id) ? others : [...others, id]);
}
