// The focus in the list of runs when rows go and come back.
import { focusSoon } from '../keyboard/focusSoon';

const rows = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-run]')];

/** The focus leaves the rows that are about to go for the one after them, or before. */
export function leaveRows(ids: readonly string[]): void {
  const all = rows();
  const goes = (row: HTMLElement): boolean => ids.includes(row.dataset.run ?? '');
  const next = all[all.findLastIndex(goes) + 1] ?? all.findLast((row) => !goes(row));
  next?.focus();
}

/** The focus goes to a row that is about to come back. */
export const focusRowSoon = (id: string): void =>
  focusSoon(() => rows().find((row) => row.dataset.run === id));
