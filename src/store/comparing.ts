// What stands side by side: the panes, which one the user works in, and how they are trained together. One store of its
// own beside those of the designs.
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Comparison, comparisonDefaults, mostDesigns } from '../compare/comparison';
import type { Document } from '../graph/document';
import { err, ok, type Result } from '../lib/result';
import {
  type Design,
  designOf,
  freshDesign,
  makePane,
  type Pane,
  type PaneId,
  type PaneStore,
  paneIds,
} from './panes';
import { type TogetherSlice, togetherSlice } from './together';
import type { Tools } from './tools';

/** The settings of a comparison that are no design's own. */
export type CompareSettings = Pick<Comparison, 'title' | 'watch' | 'pace' | 'seeds' | 'insightEvery'>;

/** All that a comparison is, with the history of each design; what is kept, and what an undo brings back. */
export interface Snapshot {
  readonly designs: readonly { readonly id: PaneId; readonly design: Design }[];
  readonly active: PaneId;
  readonly settings: CompareSettings;
  readonly coupled: boolean;
}

export interface PanesSlice {
  /** The first is always there; more than one is a comparison. */
  readonly panes: readonly Pane[];
  readonly active: PaneId;
  readonly settings: CompareSettings;
  /** Whether panning and zooming one pane moves the others. */
  readonly coupled: boolean;
  /** Whether cards and wires show what differs. */
  readonly marked: boolean;
  readonly activate: (pane: PaneId) => void;
  readonly setCoupled: (coupled: boolean) => void;
  readonly setMarked: (marked: boolean) => void;
  readonly setSettings: (change: Partial<CompareSettings>) => void;
  /** Opens a design beside the others and makes it active; answers with why not, as a sentence. */
  readonly openPane: (document: Document) => Result<PaneId, string>;
  /** Closes a pane; of the first, the next one takes the place. Answers with the way back. */
  readonly closePane: (pane: PaneId) => (() => void) | undefined;
  /** Replaces all that is open. The first design stays in the first pane's history; answers with the way back to all. */
  readonly openComparison: (comparison: Comparison) => () => void;
  /** The comparison as a file holds it. */
  readonly comparison: () => Comparison;
  readonly snapshot: () => Snapshot;
  readonly restore: (snapshot: Snapshot) => void;
}

export type Comparing = PanesSlice & TogetherSlice;
export type ComparingStore = StoreApi<Comparing>;

const noSettings: CompareSettings = { ...comparisonDefaults, title: '' };

export const isComparing = ({ panes }: Pick<Comparing, 'panes'>): boolean => panes.length > 1;

/** The stores of all panes beside each other, and of what they do together. `lead` is the first pane's. */
export function makeComparing(lead: PaneStore, tools: Tools): ComparingStore {
  return createStore<Comparing>()((set, get) => ({
    ...panesSlice(lead, set, get),
    ...togetherSlice(set, get, tools),
  }));
}

type Set = (change: Partial<Comparing>) => void;
type Get = () => Comparing;

function panesSlice(lead: PaneStore, set: Set, get: Get): PanesSlice {
  const first: Pane = { id: 'A', store: lead };
  const closers = new Map<PaneId, () => void>();

  const add = (id: PaneId, design: Design): Pane => {
    const { close, ...pane } = makePane(id, lead, design);
    closers.set(id, close);
    return pane;
  };
  const drop = (id: PaneId): void => {
    closers.get(id)?.();
    closers.delete(id);
  };
  const restore = ({ designs, active, settings, coupled }: Snapshot): void => {
    const [own, ...others] = designs;
    if (own) lead.setState({ ...own.design, ...cleared });
    for (const { id } of get().panes) drop(id);
    const panes = [first, ...others.slice(0, mostDesigns - 1).map(({ id, design }) => add(id, design))];
    const there = panes.some(({ id }) => id === active);
    set({ panes, active: there ? active : first.id, settings, coupled });
  };
  const snapshot = (): Snapshot => {
    const { panes, active, settings, coupled } = get();
    const designs = panes.map(({ id, store }) => ({ id, design: designOf(store.getState()) }));
    return { designs, active, settings, coupled };
  };

  return {
    panes: [first],
    active: first.id,
    settings: noSettings,
    coupled: false,
    marked: true,
    activate: (active) => {
      if (get().active !== active && get().panes.some(({ id }) => id === active)) set({ active });
    },
    setCoupled: (coupled) => set({ coupled }),
    setMarked: (marked) => set({ marked }),
    setSettings: (change) => set({ settings: { ...get().settings, ...change } }),
    openPane: (document) => {
      const { panes } = get();
      const id = paneIds.find((letter) => panes.every((pane) => pane.id !== letter));
      if (!id) return err(`${mostDesigns} designs stand side by side already: close one of them first.`);
      set({ panes: [...panes, add(id, freshDesign(document))], active: id });
      return ok(id);
    },
    closePane: (id) => {
      const before = snapshot();
      const { panes } = get();
      if (panes.length < 2 || panes.every((pane) => pane.id !== id)) return undefined;
      get().leaveTogether(id);
      if (id !== first.id) {
        drop(id);
        const rest = panes.filter((pane) => pane.id !== id);
        const active = get().active === id ? (rest.at(-1)?.id ?? first.id) : get().active;
        set({ panes: rest, active });
      } else {
        const [, next, ...rest] = before.designs;
        if (next) restore({ ...before, active: first.id, designs: [{ ...next, id: first.id }, ...rest] });
      }
      return () => restore(before);
    },
    openComparison: ({ designs, ...settings }) => {
      const before = snapshot();
      const [own, ...others] = designs;
      if (own) lead.getState().open(`Open ${settings.title}`, own);
      for (const { id } of get().panes) drop(id);
      const panes = [
        first,
        ...others.flatMap((document, i) => {
          const id = paneIds[i + 1];
          return id ? [add(id, freshDesign(document))] : [];
        }),
      ];
      set({ panes, active: first.id, settings, coupled: false });
      return () => restore(before);
    },
    comparison: () => {
      const { panes, settings } = get();
      return { ...settings, designs: panes.map(({ store }) => store.getState().document) };
    },
    snapshot,
    restore,
  };
}

/** A store whose design is replaced shows its whole, with nothing chosen. */
const cleared = {
  path: [],
  selectedNodes: new Set<never>(),
  selectedEdges: new Set<never>(),
  selectedAnnotations: new Set<never>(),
};
