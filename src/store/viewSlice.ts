// What is selected and which panels are open: state of the view, no part of the document and of no history.
import type { StateCreator } from 'zustand';
import { keptPath, levelOf } from './level';
import type { State, ViewSlice } from './state';

type SetState = Parameters<StateCreator<State>>[0];
type GetState = Parameters<StateCreator<State>>[1];

export function viewSlice(set: SetState, get: GetState): ViewSlice {
  return {
    path: [],
    goTo: (wanted, selected) => {
      const { document, path: before } = get();
      const kept = keptPath(document.graph, wanted);
      const path = kept.join('/') === before.join('/') ? before : kept;
      const there = selected !== undefined && levelOf({ document, path }).graph.nodes.has(selected);
      const selectedNodes = new Set(there ? [selected] : []);
      set({ path, selectedNodes, selectedEdges: new Set(), selectedAnnotations: new Set() });
    },
    selectedNodes: new Set(),
    selectedEdges: new Set(),
    selectedAnnotations: new Set(),
    sidePanel: 'inspector',
    paletteOpen: true,
    sideOpen: true,
    dockOpen: true,
    cardFigure: 'costs',
    tint: 'none',
    select: (nodes, edges = [], annotations = []) => {
      const selectedNodes = new Set(nodes);
      const selectedEdges = new Set(edges);
      const selectedAnnotations = new Set(annotations);
      const state = get();
      // React Flow reports its selection after every render; answering an equal one with a new object would loop.
      if (
        same(state.selectedNodes, selectedNodes) &&
        same(state.selectedEdges, selectedEdges) &&
        same(state.selectedAnnotations, selectedAnnotations)
      )
        return;
      // Whoever chooses a node or a wire wants to read it; in the table of costs, its row there; beside its
      // counterpart, both.
      const read = state.sidePanel === 'costs' || state.sidePanel === 'compare';
      const chosen = selectedNodes.size + selectedEdges.size + selectedAnnotations.size > 0 && !read;
      set({
        selectedNodes,
        selectedEdges,
        selectedAnnotations,
        ...(chosen ? { sidePanel: 'inspector' } : {}),
      });
    },
    setView: (change) => set(change),
    focus: undefined,
    focusNode: (node, wanted = get().path) => {
      const { document, path: before } = get();
      const kept = keptPath(document.graph, wanted);
      const path = kept.join('/') === before.join('/') ? before : kept;
      if (!levelOf({ document, path }).graph.nodes.has(node)) return;
      set({
        path,
        focus: { node, nonce: (get().focus?.nonce ?? 0) + 1 },
        selectedNodes: new Set([node]),
        selectedEdges: new Set(),
        selectedAnnotations: new Set(),
        sidePanel: 'inspector',
      });
    },
    storageNote: undefined,
    dismissStorageNote: () => set({ storageNote: undefined }),
  };
}

function same<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  return a.size === b.size && [...a].every((item) => b.has(item));
}
