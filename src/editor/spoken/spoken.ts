// What a screen reader is told of edits, copying and pasting, which sighted users see on the canvas.
import { create } from 'zustand';

export const useSpoken = create<{ readonly text: string }>()(() => ({ text: '' }));

/** A sentence said twice in a row is told twice. */
export const say = (text: string): void =>
  useSpoken.setState((before) => ({ text: before.text === text ? `${text}\u00a0` : text }));
