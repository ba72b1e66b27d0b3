// The designs that are open beside each other. Each pane has a whole store of its own, with history, selection and level;
// what belongs to the window, the data and the training settings is the first pane's, and the others follow it.
import { createStore, type StateCreator, type StoreApi } from 'zustand/vanilla';
import type { Document } from '../graph/document';
import { documentSlice } from './documentSlice';
import type { HistoryEntry, State } from './state';
import { viewSlice } from './viewSlice';

export type PaneStore = StoreApi<State>;

/** Letters by which panes go on the screen, in charts and in reports. */
export const paneIds = ['A', 'B', 'C', 'D'] as const;
export type PaneId = (typeof paneIds)[number];

export interface Pane {
  readonly id: PaneId;
  readonly store: PaneStore;
}

/** The parts of a store that make up one design with its history. */
export type Design = Pick<State, 'document' | 'past' | 'future' | 'saved' | 'importNotes'>;

export const designOf = ({ document, past, future, saved, importNotes }: Design): Design => ({
  document,
  past,
  future,
  saved,
  importNotes,
});

/** A design without history, as opened from a file that holds it. */
export const freshDesign = (document: Document): Design => ({
  document,
  past: noHistory,
  future: noHistory,
  saved: document,
  importNotes: new Map(),
});
const noHistory: readonly HistoryEntry[] = [];

/** What every pane shows as the first does, and may change for all. */
const windowKeys = ['sidePanel', 'paletteOpen', 'sideOpen', 'dockOpen', 'cardFigure', 'tint'] as const;
/** What only the first pane's own actions change. */
const leadKeys = ['data', 'ownDataSets', 'run', 'storageNote'] as const;

/** The store of a pane beside the first: its design is its own; actions on data, settings and runs are the first's. */
const followerOn =
  (lead: PaneStore): StateCreator<State> =>
  (set, get) => {
    const own = documentSlice(set, get);
    const first = lead.getState();
    return {
      ...first,
      ...own,
      ...viewSlice(set, get),
      ...shared(first, [...windowKeys, ...leadKeys]),
      setView: first.setView,
      dismissStorageNote: first.dismissStorageNote,
      setTraining: first.setTraining,
      applyFix: ({ label, edits, training }) => {
        const made = edits.length > 0 ? own.apply(label, edits) : own.applyFix({ label, edits });
        if (made.ok && training) first.setTraining(label, training);
        return made;
      },
    };
  };

function shared<K extends keyof State>(from: State, keys: readonly K[], before?: State): Partial<State> {
  const changed: Partial<State> = {};
  for (const key of keys) if (!before || from[key] !== before[key]) changed[key] = from[key];
  return changed;
}

/** Makes a pane's store follow the first one's; answers with the way to end it. */
function follow(lead: PaneStore, store: PaneStore): () => void {
  const give = (to: PaneStore, change: Partial<State>): void => {
    const now = to.getState();
    const keys = Object.keys(change) as (keyof State)[];
    if (keys.some((key) => now[key] !== change[key])) to.setState(change);
  };
  const takeTraining = (): void => {
    const { training } = lead.getState().document;
    const { document, saved } = store.getState();
    if (document.training === training) return;
    const next: Document = { ...document, training };
    // Not what the user changed in this design: it is as saved as it was.
    store.setState({ document: next, saved: saved === document ? next : saved });
  };
  takeTraining();
  const stops = [
    lead.subscribe((now, before) => {
      give(store, shared(now, [...windowKeys, ...leadKeys], before));
      takeTraining();
    }),
    store.subscribe((now, before) => {
      give(lead, shared(now, windowKeys, before));
      takeTraining();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** A pane beside the first one, with a design; `close` lets go of the first one. */
export function makePane(id: PaneId, lead: PaneStore, design: Design): Pane & { readonly close: () => void } {
  const store = createStore<State>()(followerOn(lead));
  store.setState(design);
  return { id, store, close: follow(lead, store) };
}
