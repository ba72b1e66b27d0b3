// Hands every key press to the action that it means. In a text that is being written it leaves to the browser what is
// the browser's: letters, and undo within the text.
import { useEffect } from 'react';
import { actionOfPress, type KeyPlace } from '../actions/chord';
import { actions } from '../actions/index';
import { selectFocusedNode } from '../canvas/canvasActions';
import { activePaneElement } from '../canvas/paneFlows';
import { gatherKey } from '../commandMenu/typedAhead';
import { useOverlays } from '../overlays';
import { takeEarlyKeys } from './earlyKeys';
import { keepFocus } from './keepFocus';
import { stopsIn } from './stops';

/** Listens; there is nothing to see. */
export function KeyPresses(): null {
  useEffect(() => keepFocus(firstOnCanvas), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.defaultPrevented) meant(event);
    };
    const meant = (event: KeyboardEvent) => {
      if (useOverlays.getState().dialog || pressesControl(event) || isForMenu(event)) return;
      const place = placeOf(event);
      if (place === 'canvas' && !leavesSelection.has(event.key)) selectFocusedNode(event.target);
      const action = actionOfPress(actions, event, place);
      if (!action) return;
      event.preventDefault();
      action.run();
    };
    window.addEventListener('pointerdown', onPointer, true);
    window.addEventListener('keydown', onKey);
    for (const event of takeEarlyKeys()) if (!gatherKey(event)) meant(event);
    return () => {
      window.removeEventListener('pointerdown', onPointer, true);
      window.removeEventListener('keydown', onKey);
    };
  }, []);
  return null;
}

/** Where the pointer was pressed last: elsewhere, arrow keys without a focus scroll what is there. */
let pointedAtCanvas = true;
const onPointer = ({ target }: PointerEvent): void => {
  pointedAtCanvas = target instanceof Element && target.closest('[data-canvas]') !== null;
};

function firstOnCanvas(): HTMLElement | undefined {
  const pane = activePaneElement();
  const stops = pane ? stopsIn(pane) : [];
  // On an empty canvas, what one begins with.
  return stops.find((stop) => stop.matches('[data-begin]')) ?? stops[0];
}

/** Keys that pass by a focused node without choosing it. */
const leavesSelection = new Set(['Escape', 'Tab', 'F6', 'Shift', 'Control', 'Alt', 'Meta']);

const textual = 'textarea, [contenteditable], input:not([type="checkbox"]):not([type="radio"])';
const pressed = 'button, a[href], summary, [role="tab"], [role="option"], [role="menuitem"]';

/** Enter and Space on a control are the control's. */
const pressesControl = ({ key, target, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  (key === 'Enter' || key === ' ') &&
  !ctrlKey &&
  !metaKey &&
  target instanceof Element &&
  target.closest(pressed) !== null;

/** A menu that has just opened gets the focus a moment later: keys that are pressed before speak to no card behind it. */
const isForMenu = ({ target }: KeyboardEvent): boolean =>
  target instanceof Element && target.closest('[aria-haspopup="menu"][aria-expanded="true"]') !== null;

function placeOf({ target, key }: KeyboardEvent): KeyPlace {
  if (!(target instanceof Element)) return 'elsewhere';
  // Whoever clicks on empty canvas, or opens a module by a double click, goes on from there by key; Tab leads back in.
  if (target === document.body) return pointedAtCanvas && key !== 'Tab' ? 'canvas' : 'elsewhere';
  // A parameter's field is no text: undo there takes back the last change of the drawing.
  if (target.closest(textual)) return target.closest('[data-field]') ? 'parameter' : 'writing';
  return target.closest('[data-canvas]') && !target.closest('[role="alertdialog"]') ? 'canvas' : 'elsewhere';
}
