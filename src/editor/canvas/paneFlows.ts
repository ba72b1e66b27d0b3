// The React Flow of each pane, for what acts on the active pane from outside its canvas: the palette, the shortcuts and
// the panes that move together.
import { type ReactFlowInstance, useReactFlow, useStoreApi, type Viewport } from '@xyflow/react';
import { useContext, useEffect, useMemo } from 'react';
import type { PaneId, PaneStore } from '../../store/panes';
import { comparing, leadStore, PaneContext } from '../../store/store';

export interface PaneFlow {
  readonly flow: ReactFlowInstance;
  readonly store: PaneStore;
  readonly element: () => HTMLElement | null;
  /** Where the canvas stands in the window. */
  readonly bounds: () => DOMRect | undefined;
}

const flows = new Map<PaneStore, PaneFlow>();

/** This pane's canvas, made known to the others while it is there. */
export function usePaneFlow(): PaneFlow {
  const flow = useReactFlow();
  const api = useStoreApi();
  const store = useContext(PaneContext) ?? leadStore;
  const pane = useMemo<PaneFlow>(
    () => ({
      flow,
      store,
      element: () => api.getState().domNode,
      bounds: () => api.getState().domNode?.getBoundingClientRect(),
    }),
    [flow, store, api],
  );
  useEffect(() => {
    flows.set(store, pane);
    return () => void flows.delete(store);
  }, [store, pane]);
  return pane;
}

const storeOf = (id: PaneId): PaneStore | undefined =>
  comparing.getState().panes.find((pane) => pane.id === id)?.store;

export function flowOf(id: PaneId): PaneFlow | undefined {
  const store = storeOf(id);
  return store && flows.get(store);
}

export const paneFlowOf = (store: PaneStore): PaneFlow | undefined => flows.get(store);

/** The canvas that the user works on. */
export const activeFlow = (): PaneFlow | undefined => flowOf(comparing.getState().active);

/** The element that holds the active pane's canvas. */
export const activePaneElement = (): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-pane="${comparing.getState().active}"]`);

/** Where panes move together, gives the active pane's window onto the drawing to the others. */
export function moveTogether(moved: PaneFlow, viewport: Viewport): void {
  const { coupled, panes, active } = comparing.getState();
  if (!coupled || storeOf(active) !== moved.store) return;
  for (const { store } of panes) if (store !== moved.store) void flows.get(store)?.flow.setViewport(viewport);
}
