// What differs between this pane's design and the one it is compared with, for its cards and wires. The first design is
// compared with the active one, or with the second; every other with the first.
import { useContext, useDeferredValue, useLayoutEffect, useMemo } from 'react';
import { useStore as useZustand } from 'zustand';
import { statesAt, wiresAt } from '../../compare/levels';
import type { Comparing } from '../../store/comparing';
import { differenceOf } from '../../store/differences';
import { expandedOf } from '../../store/judge';
import { prefixOf } from '../../store/level';
import type { Pane, PaneId } from '../../store/panes';
import { comparing, leadStore, PaneContext, useComparing, useStore } from '../../store/store';
import { DiffContext, type PaneDiff } from './paneDiff';

/** The pane that another is compared with; undefined where it stands alone. */
function comparedWith({ panes, active }: Pick<Comparing, 'panes' | 'active'>, own: PaneId): Pane | undefined {
  const [first, second] = panes;
  if (!second || !first) return undefined;
  if (own !== first.id) return first;
  return panes.find(({ id }) => id === active && id !== first.id) ?? second;
}

/** Keeps what the pane's cards and wires read up to date; there is nothing to see. */
export function FollowDiff(): null {
  const store = useContext(DiffContext);
  const diff = usePaneDiff();
  useLayoutEffect(() => {
    store.setState({ diff });
    return () => store.setState({ diff: undefined });
  }, [store, diff]);
  return null;
}

/** Undefined while the pane stands alone, or differences are not shown. */
function usePaneDiff(): PaneDiff | undefined {
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
