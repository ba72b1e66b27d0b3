// An entry of the palette carried onto the canvas by finger or pen, which the browser's own dragging does not do
// everywhere: taken by going sideways, or by resting on it first. Up and down still scrolls the list.
import { comparing } from '../../store/store';
import { carryOver, dropFromPalette, endCarrying } from '../canvas/paletteDrop';
import { activeFlow } from '../canvas/paneFlows';
import { isAnnotationKey } from '../notes/noteCommands';
import styles from './carry.module.css';

/** Milliseconds after which a resting finger has taken the entry. */
const long = 350;
/** Pixels to the side by which it is taken at once; a resting finger may move as many. */
const slack = 10;

interface Press {
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  readonly entry: HTMLElement;
  readonly key: string;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Listens to a palette whose entries have their key as `data-carry`; a ref, answering with its end. */
export function carryFromPalette(palette: HTMLElement | null): (() => void) | undefined {
  if (!palette) return undefined;
  let press: Press | undefined;
  let ghost: HTMLElement | undefined;
  let carried = false;

  const end = () => {
    clearTimeout(press?.timer);
    press = undefined;
    if (!ghost) return;
    ghost.remove();
    ghost = undefined;
    endCarrying();
  };
  const begin = () => {
    if (!press) return;
    clearTimeout(press.timer);
    carried = true;
    ghost = ghostOf(press.entry);
    follow(ghost, press);
  };
  const down = (event: PointerEvent) => {
    carried = false;
    // A second finger means something else.
    if (press || event.pointerType === 'mouse') return end();
    const entry = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-carry]') : null;
    const key = entry?.dataset.carry;
    if (!entry || key === undefined) return;
    const { pointerId: pointer, clientX: x, clientY: y } = event;
    press = { pointer, x, y, entry, key, timer: setTimeout(begin, long) };
  };
  const move = (event: PointerEvent) => {
    if (press?.pointer !== event.pointerId) return;
    const at = { x: event.clientX, y: event.clientY };
    if (!ghost) {
      const [dx, dy] = [Math.abs(at.x - press.x), Math.abs(at.y - press.y)];
      if (dx > slack && dx > dy) begin();
      else if (Math.max(dx, dy) > slack) end();
    }
    if (!press || !ghost) return;
    follow(ghost, at);
    if (canvasAt(at) && !isAnnotationKey(press.key)) carryOver({ key: press.key }, at);
    else endCarrying();
  };
  const up = (event: PointerEvent) => {
    if (press?.pointer !== event.pointerId) return;
    const { key } = press;
    const put = ghost !== undefined;
    end();
    const at = { x: event.clientX, y: event.clientY };
    const pane = put ? canvasAt(at) : undefined;
    if (pane === undefined) return;
    comparing.getState().activate(pane);
    const flow = activeFlow()?.flow;
    if (flow) dropFromPalette(key, at, flow.screenToFlowPosition(at));
  };
  const held = (event: Event) => ghost && event.preventDefault();
  // The browser's menu and its own dragging would take the finger away.
  const pressed = (event: Event) => press && event.preventDefault();
  // Letting go over the entry is a click, which would add it.
  const click = (event: MouseEvent) => {
    // One by the keyboard, which counts no clicks, is meant.
    if (!carried || event.detail === 0) return;
    carried = false;
    event.preventDefault();
    event.stopPropagation();
  };
  const listeners: readonly (readonly [string, (event: never) => unknown, AddEventListenerOptions?])[] = [
    ['pointerdown', down],
    // Once an entry is carried, the list stays where it is.
    ['touchmove', held, { passive: false }],
    ['contextmenu', pressed],
    ['dragstart', pressed, { capture: true }],
    ['click', click, { capture: true }],
  ];
  // Only what a finger does is told to where it began; a pen over the canvas speaks to the canvas.
  const anywhere: readonly (readonly [string, (event: never) => unknown])[] = [
    ['pointermove', move],
    ['pointerup', up],
    ['pointercancel', end],
  ];
  for (const [type, act, options] of listeners) palette.addEventListener(type, act as EventListener, options);
  for (const [type, act] of anywhere) addEventListener(type, act as EventListener, true);
  return () => {
    end();
    for (const [type, act] of anywhere) removeEventListener(type, act as EventListener, true);
    for (const [type, act, options] of listeners)
      palette.removeEventListener(type, act as EventListener, options);
  };
}

/** The pane whose canvas lies there. */
function canvasAt({ x, y }: { x: number; y: number }) {
  const element = document.elementFromPoint(x, y);
  if (!element?.closest('[data-canvas]')) return undefined;
  const name = element.closest<HTMLElement>('[data-pane]')?.dataset.pane;
  return comparing.getState().panes.find(({ id }) => id === name)?.id;
}

/** The entry as it looks, above everything and above the finger. */
function ghostOf(entry: HTMLElement): HTMLElement {
  const ghost = entry.cloneNode(true) as HTMLElement;
  ghost.classList.add(styles.ghost ?? '');
  ghost.removeAttribute('data-carry');
  ghost.dataset.carried = 'true';
  ghost.setAttribute('aria-hidden', 'true');
  ghost.tabIndex = -1;
  document.body.append(ghost);
  return ghost;
}

function follow(ghost: HTMLElement, { x, y }: { x: number; y: number }): void {
  ghost.style.transform = `translate(${x}px, ${y}px) translate(-50%, -140%)`;
}
