// One open document with all that is its own: the stores of its designs, its run, and the record that autosave keeps of
// it. It lives on when its tab is not shown, and after it was closed for as long as that can be taken back.
import { createStore } from 'zustand/vanilla';
import { isUnderWay } from '../../training/run';
import { type ComparingStore, makeComparing } from '../comparing';
import { stateOn } from '../designState';
import type { Found } from '../findWindow';
import { makePanesAutosave } from '../keepPanes';
import { makeAutosave } from '../keepWork';
import type { Design, PaneStore } from '../panes';
import type { State } from '../state';
import type { Tab } from '../tab';
import type { Tools } from '../tools';

export interface Workspace {
  /** The session that autosave keeps it under. */
  readonly id: string;
  readonly lead: PaneStore;
  readonly comparing: ComparingStore;
  /** Shows what storage holds of it, and keeps it from now on once `keep` is called. */
  readonly restore: (found: Found) => Promise<void>;
  /** Begins with a design that storage does not hold yet. */
  readonly begin: (design: Design) => Promise<void>;
  /** Saves from now on, soon after each change. */
  readonly keep: () => void;
  readonly flush: () => Promise<void>;
  /** The page is about to go. */
  readonly leave: () => void;
  /** Saves no more. */
  readonly release: () => void;
}

/** `tell`: says once that storage fails. */
export function makeWorkspace(id: string, tools: Tools, tab: Tab, tell: (note: string) => void): Workspace {
  const lead = createStore<State>()(stateOn(tools));
  const comparing = makeComparing(lead, tools);
  const design = makeAutosave(lead, tools.vault, tab, tell);
  const panes = makePanesAutosave(comparing, tools.vault, tab);
  let stops: readonly (() => void)[] = [];
  return {
    id,
    lead,
    comparing,
    restore: async (found) => {
      await design.restore(found);
      await panes.restore(id);
    },
    begin: async (begun) => {
      lead.setState(begun);
      design.begin(id);
      await panes.restore(id);
    },
    keep: () => {
      if (stops.length === 0) stops = [design.start(), panes.start()];
    },
    flush: async () => {
      await design.flush();
      await panes.flush();
    },
    leave: () => {
      design.leave();
      panes.leave();
    },
    release: () => {
      for (const stop of stops) stop();
      stops = [];
    },
  };
}

/** Whether something trains in a workspace, one design alone or all together. */
export const trainsIn = ({ lead, comparing }: Workspace): boolean => {
  const { together } = comparing.getState();
  return isUnderWay(lead.getState().run) || (together !== undefined && together.state !== 'ended');
};

/** Nothing was drawn, changed or trained in it, and it holds nothing. */
export function isEmpty({ lead, comparing }: Workspace): boolean {
  const { document, run } = lead.getState();
  return document.graph.nodes.size === 0 && run === undefined && comparing.getState().panes.length === 1;
}

/** The drawing is as it was opened, and nothing was trained. */
export function isUntouched({ lead, comparing }: Workspace): boolean {
  const { document, saved, past, run }: State = lead.getState();
  return (
    document === saved && past.length === 0 && run === undefined && comparing.getState().panes.length === 1
  );
}
