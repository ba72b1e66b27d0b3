// A large drawing that is about to be shown is judged before, in tasks of its own: whoever then draws it finds everything
// known (judge.ts remembers it by the graph's identity).
import type { Document } from '../graph/document';
import { skipWires } from '../graph/skipWires';
import { nextTask } from './inSlices';
import { edgeStates, shapesOf } from './judge';

/** Smaller drawings are judged in the task that shows them. */
const large = 100;

/** Resolves when its shapes and the states of its wires are known. */
export async function judgeAhead({ graph }: Pick<Document, 'graph'>): Promise<void> {
  if (graph.nodes.size < large) return;
  const shapes = shapesOf(graph);
  await nextTask();
  edgeStates(graph, shapes);
  skipWires(graph);
  await nextTask();
}
