// A box drawn with Shift means cards: the browser would select the page's text from where the caret was last, and copy
// that in place of them.
import type { MouseEvent } from 'react';

/** Keeps the browser from it; whoever was writing has ended. */
export function leaveText(event: MouseEvent): void {
  if (!event.shiftKey || !(event.target instanceof Element) || !event.target.matches('.react-flow__pane'))
    return;
  event.preventDefault();
  window.getSelection()?.removeAllRanges();
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
