// What there is to count of a design: a plan's steps, or, of a drawing that has no output yet, all that is drawn. A
// single module, as papers draw it, has costs although it cannot be trained.
import { topologicalOrder } from '../graph/cycles';
import { edgesFrom, type Graph } from '../graph/graph';
import type { NodeId } from '../lib/ids';
import type { Shapes } from '../shapes/nodeShape';
import { stepOf, totalsOf } from './makePlan';
import type { Plan, Step, Totals } from './plan';

export interface Counted {
  readonly steps: readonly Step[];
  readonly totals: Totals;
  /** Where the network ends: its first output, or every node that no wire leaves. */
  readonly ends: readonly NodeId[];
}

export const countedPlan = ({ steps, totals, heads }: Plan): Counted => ({
  steps,
  totals,
  ends: heads.slice(0, 1).map(({ step }) => step),
});

/** All nodes of a flat drawing (modules expanded); undefined where it has none, or one without a shape. */
export function countedDrawing(graph: Graph, shapes: Shapes): Counted | undefined {
  const ids = topologicalOrder(graph);
  const whole = ids.length === graph.nodes.size && ids.every((id) => shapes.get(id)?.state === 'ok');
  if (!whole || ids.length === 0) return undefined;
  return {
    steps: ids.flatMap((id) => stepOf(graph, shapes, id)),
    totals: totalsOf(graph, shapes),
    ends: ids.filter((id) => edgesFrom(graph, id).length === 0),
  };
}
