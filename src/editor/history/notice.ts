// The last word of the history's dialog: what was deleted, with the way back, or why something was not done. Within the
// dialog, because notices at the edge of the window lie below it.
import { create } from 'zustand';

export interface Notice {
  readonly message: string;
  readonly bad: boolean;
  readonly undo?: () => Promise<void>;
}

interface Said {
  readonly notice: Notice | undefined;
}

export const useNotice = create<Said>()(() => ({ notice: undefined }));

/** Milliseconds for which a deletion can be taken back, and what was deleted stays in memory. */
const shownFor = 15_000;

let timer: ReturnType<typeof setTimeout> | undefined;

export function say(notice: Notice): void {
  clearTimeout(timer);
  useNotice.setState({ notice });
  timer = setTimeout(hush, shownFor);
}

export function hush(): void {
  clearTimeout(timer);
  useNotice.setState({ notice: undefined });
}

export const refuse = (message: string): void => say({ message, bad: true });
