// Where cards and wires read how they differ. What finds it out (FollowDiff) is fetched when designs are compared.
import { createContext, useContext } from 'react';
import { useStore as useZustand } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EdgeState } from '../../compare/diff';
import type { LevelState } from '../../compare/levels';
import type { GraphEdge } from '../../graph/graph';
import { type EdgeId, edgeIdOf, type NodeId, pathOf } from '../../lib/ids';
import type { PaneId } from '../../store/panes';

export interface PaneDiff {
  /** The pane that it is compared with. */
  readonly other: PaneId;
  readonly prefix: NodeId;
  /** By path. */
  readonly nodes: ReadonlyMap<NodeId, LevelState>;
  readonly wires: ReadonlyMap<EdgeId, EdgeState>;
}

/** Of one pane; `diff` is undefined while it stands alone. */
export type DiffStore = StoreApi<{ readonly diff: PaneDiff | undefined }>;
export const makeDiffStore = (): DiffStore => createStore(() => ({ diff: undefined }));

export const DiffContext = createContext<DiffStore>(makeDiffStore());

/** How a card differs from its counterpart; undefined where it does not, or nothing is compared. */
export function useCardDiff(id: NodeId): (LevelState & { readonly other: PaneId }) | undefined {
  const store = useContext(DiffContext);
  const found = useZustand(store, ({ diff }) => diff?.nodes.get(pathOf(diff.prefix, id)));
  const other = useZustand(store, ({ diff }) => diff?.other);
  return found && other && found.state !== 'same' ? { ...found, other } : undefined;
}

/** Whether the other design lacks a wire; undefined where it has it, or nothing is compared. */
export const useWireDiff = (edge: GraphEdge | undefined): 'added' | 'removed' | undefined =>
  useZustand(useContext(DiffContext), ({ diff }) => {
    if (!diff || !edge) return undefined;
    const { prefix, wires } = diff;
    const state = wires.get(edgeIdOf(pathOf(prefix, edge.from), pathOf(prefix, edge.to), edge.slot));
    return state === 'same' ? undefined : state;
  });
