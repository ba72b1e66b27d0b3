// What follows from the store's state, as hooks for components: each gives the same object until what it follows from
// has changed.
import type { Problem } from '../graph/problem';
import type { EdgeId } from '../lib/ids';
import type { EdgeState } from '../shapes/edgeStates';
import type { Shapes } from '../shapes/inferShapes';
import { edgeStates, planOf, problemsOf, shapesOf } from './judge';
import { useStore } from './store';

export { edgeStates, planOf, problemsOf, shapesOf };

export const useShapes = (): Shapes => useStore((state) => shapesOf(state.document.graph));
export const shapesNow = (): Shapes => shapesOf(useStore.getState().document.graph);
export const useEdgeStates = (): ReadonlyMap<EdgeId, EdgeState> =>
  useStore((state) => edgeStates(state.document.graph, shapesOf(state.document.graph)));
export const useProblems = (): readonly Problem[] =>
  useStore((state) => problemsOf(state.document, state.data));
