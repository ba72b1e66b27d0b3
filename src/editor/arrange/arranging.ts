// The arrangement that is under way, if any: what the progress note shows and Escape ends.
import { create } from 'zustand';

export interface Arranging {
  readonly count: number;
  readonly cancel: () => void;
}

export const useArranging = create<{ readonly now: Arranging | undefined }>()(() => ({ now: undefined }));

/** Longer than any drawing took that was tried; seconds. */
export const timeLimit = 20;
