// What differs between this pane's design and the one it is compared with, for its cards and wires. The first design is
// compared with the active one, or with the second; every other with the first.
import { createContext, useContext, useDeferredValue, useMemo } from 'react';
import { useStore as useZustand } from 'zustand';
import type { EdgeState } from '../../compare/diff';
import { type LevelState, statesAt, wiresAt } from '../../compare/levels';
import type { GraphEdge } from '../../graph/graph';
import { type EdgeId, edgeIdOf, type NodeId, pathOf } from '../../lib/ids';
import type { Comparing } from '../../store/comparing';
import { differenceOf } from '../../store/differences';
import { expandedOf } from '../../store/judge';
import { prefixOf } from '../../store/level';
import type { Pane, PaneId } from '../../store/panes';
import { comparing, leadStore, PaneContext, useComparing, useStore } from '../../store/store';

export interface PaneDiff {
  /** The pane that it is compared with. */
  readonly other: PaneId;
  readonly prefix: NodeId;
  /** By path. */
  readonly nodes: ReadonlyMap<NodeId, LevelState>;
  readonly wires: ReadonlyMap<EdgeId, EdgeState>;
}

/** The pane that another is compared with; undefined where it stands alone. */
export function comparedWith(
  { panes, active }: Pick<Comparing, 'panes' | 'active'>,
  own: PaneId,
): Pane | undefined {
  const [first, second] = panes;
  if (!second || !first) return undefined;
  if (own !== first.id) return first;
  return panes.find(({ id }) => id === active && id !== first.id) ?? second;
}

/** Undefined while the pane stands alone, or differences are not shown. */
export function usePaneDiff(): PaneDiff | undefined {
  const store = useContext(PaneContext) ?? leadStore;
  const own = useComparing((s) => s.panes.find((pane) => pane.store === store)?.id ?? 'A');
  const other = useComparing((s) => (s.marked ? comparedWith(s, own) : undefined));
  const path = useStore((s) => s.path);
  const mine = useStore((s) => s.document.graph);
  const theirs = useZustand(other?.store ?? store, (s) => s.document.graph);
  // An edit is shown before what differs is found anew.
  const graphs = useDeferredValue(useMemo(() => ({ mine, theirs }), [mine, theirs]));
  const isFirst = own === comparing.getState().panes[0]?.id;
  const otherId = other?.id;
  return useMemo(() => {
    if (!otherId) return undefined;
    const diff = isFirst
      ? differenceOf(graphs.mine, graphs.theirs)
      : differenceOf(graphs.theirs, graphs.mine);
    const side = isFirst ? diff.left : diff.right;
    const { flat } = expandedOf(graphs.mine);
    const prefix = prefixOf(path);
    return {
      other: otherId,
      prefix,
      nodes: statesAt(side, flat, prefix),
      wires: wiresAt(side, flat, prefix),
    };
  }, [otherId, isFirst, graphs, path]);
}

export const DiffContext = createContext<PaneDiff | undefined>(undefined);

/** How a card differs from its counterpart; undefined where it does not, or nothing is compared. */
export function useCardDiff(id: NodeId): (LevelState & { readonly other: PaneId }) | undefined {
  const diff = useContext(DiffContext);
  const found = diff?.nodes.get(pathOf(diff.prefix, id));
  return diff && found && found.state !== 'same' ? { ...found, other: diff.other } : undefined;
}

/** Whether the other design lacks a wire; undefined where it has it, or nothing is compared. */
export function useWireDiff(edge: GraphEdge | undefined): 'added' | 'removed' | undefined {
  const diff = useContext(DiffContext);
  if (!diff || !edge) return undefined;
  const { prefix, wires } = diff;
  const state = wires.get(edgeIdOf(pathOf(prefix, edge.from), pathOf(prefix, edge.to), edge.slot));
  return state === 'same' ? undefined : state;
}
