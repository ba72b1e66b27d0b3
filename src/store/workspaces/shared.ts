// What all documents of a page have in common: which panels are open, the user's own data sets, and what is said of
// storage. Each has it in its own store, where everybody reads it; here they are kept the same.
import { dataSetIn } from '../dataInUse';
import type { State } from '../state';
import type { Workspace } from './workspace';

const keys = [
  'sidePanel',
  'paletteOpen',
  'sideOpen',
  'dockOpen',
  'cardFigure',
  'tint',
  'ownDataSets',
  'storageNote',
] as const;

type Shared = Pick<State, (typeof keys)[number]>;

export const sharedOf = (state: State): Shared =>
  Object.fromEntries(keys.map((key) => [key, state[key]])) as unknown as Shared;

/** Gives the others what changes in one of them; answers with the way to end it. */
export function shareWindow(workspace: Workspace, open: () => readonly Workspace[]): () => void {
  return workspace.lead.subscribe((now, before) => {
    if (keys.every((key) => now[key] === before[key])) return;
    for (const { lead } of open()) {
      if (lead === workspace.lead) continue;
      const theirs = lead.getState();
      if (keys.some((key) => theirs[key] !== now[key])) lead.setState(sharedOf(now));
    }
  });
}

/** A data set that another document has loaded already is not loaded again. */
export function lendData({ lead }: Workspace, open: readonly Workspace[]): void {
  const { document, data } = lead.getState();
  const wanted = document.training.data;
  if (dataSetIn(data)?.id === wanted) return;
  const sets = open.map((other) => dataSetIn(other.lead.getState().data));
  const dataSet = sets.find((set) => set?.id === wanted);
  if (dataSet) lead.setState({ data: { state: 'ready', dataSet } });
}
