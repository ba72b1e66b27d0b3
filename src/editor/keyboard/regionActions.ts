// From one part of the window to the next by a key, so that nobody walks through fifty wires and cards to the inspector.
import type { Action } from '../actions/action';
import { activePaneElement } from '../canvas/paneFlows';
import { stopsIn } from './stops';

/** The parts in the order in which Tab comes to them. */
const regions: readonly (() => HTMLElement | null)[] = [
  () => document.querySelector('header'),
  () => document.querySelector(':is([aria-label="Layers"], [aria-label="Outline"])[role="complementary"]'),
  activePaneElement,
  () => document.querySelector('aside[aria-label="Details"]'),
  () => document.querySelector('section[aria-label^="Training"]'),
  () => document.querySelector('.mantine-Notification-root'),
];

/** Focuses the next part that is there and has something to focus, in a circle. */
function go(step: 1 | -1): void {
  const parts = regions.map((find) => find());
  const here = parts.findIndex((part) => part?.contains(document.activeElement));
  const from = here === -1 && step === -1 ? 0 : here;
  for (let by = 1; by <= parts.length; by += 1) {
    const part = parts[(from + step * by + 2 * parts.length) % parts.length];
    const first = part && stopsIn(part)[0];
    if (!first) continue;
    first.focus();
    return;
  }
}

const goTo = (id: string, title: string, key: string, step: 1 | -1): Action => ({
  id,
  group: 'Go',
  title,
  help: 'Go to the next or the previous part of the window: header, layers, canvas, details, training, notices',
  words: 'region landmark panel focus pane skip',
  keys: [key],
  keysIn: 'writing',
  run: () => go(step),
});

export const regionActions: readonly Action[] = [
  goTo('go.nextPart', 'Go to the next part of the window', 'F6', 1),
  goTo('go.previousPart', 'Go to the previous part of the window', 'Shift+F6', -1),
];
