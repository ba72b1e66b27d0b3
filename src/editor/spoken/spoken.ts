// What a screen reader is told of edits, copying and pasting, which sighted users see on the canvas.
import { create } from 'zustand';

export const useSpoken = create<{ readonly text: string }>()(() => ({ text: '' }));

/** Said in this task, the last first. */
let lately: readonly string[] = [];

/**
 * A sentence said twice in a row is told twice. Of several in one task all are told: what was done, which is said when it
 * is done, before what came of it.
 */
export function say(text: string): void {
  if (lately.length === 0)
    setTimeout(() => {
      lately = [];
    }, 0);
  lately = [text, ...lately];
  const all = lately.join(' ');
  useSpoken.setState((before) => ({ text: before.text === all ? `${all}\u00a0` : all }));
}
