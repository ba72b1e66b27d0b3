// What follows from the store's state, as hooks for components: each gives the same object until what it follows from
// has changed.
import type { Graph } from '../graph/graph';
import type { Problem } from '../graph/problem';
import type { EdgeId } from '../lib/ids';
import type { EdgeState } from '../shapes/edgeStates';
import type { Shapes } from '../shapes/nodeShape';
import { edgeStates, planOf, problemsOf, shapesOf } from './judge';
import { type Level, levelOf } from './level';
import { useStore, useStoreAfterwards } from './store';

export { edgeStates, planOf, problemsOf, shapesOf };

/** The level that is shown: its graph, layout and shapes. */
export const useLevel = (): Level => useStore(levelOf);
export const levelNow = (): Level => levelOf(useStore.getState());
export const useGraph = (): Graph => useStore((state) => levelOf(state).graph);
/** Shapes of the level that is shown. */
export const useShapes = (): Shapes => useStore((state) => levelOf(state).shapes);
export const shapesNow = (): Shapes => levelNow().shapes;
export const useEdgeStates = (): ReadonlyMap<EdgeId, EdgeState> =>
  useStore((state) => {
    const { graph, shapes } = levelOf(state);
    return edgeStates(graph, shapes);
  });
/** They come a frame after the edit. */
export const useProblems = (): readonly Problem[] =>
  useStoreAfterwards((state) => problemsOf(state.document, state.data));
