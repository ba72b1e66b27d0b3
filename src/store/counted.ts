// What a document's design costs, for comparing it with others: remembered by the graph's identity, as its plan is.
import type { Document } from '../graph/document';
import type { Graph } from '../graph/graph';
import { type Counted, countedDrawing, countedPlan } from '../plan/counted';
import { expandedOf, planOf } from './judge';

const countedByGraph = new WeakMap<Graph, { readonly counted: Counted | undefined }>();

/** What leads to its outputs; where there are none yet, all that is drawn. Undefined while a node has no shape. */
export function countedOf(document: Pick<Document, 'graph' | 'title'>): Counted | undefined {
  const { graph } = document;
  const known = countedByGraph.get(graph);
  if (known) return known.counted;
  const planned = planOf(document);
  const { flat, shapes } = expandedOf(graph);
  const counted = planned.ok ? countedPlan(planned.value) : countedDrawing(flat, shapes);
  countedByGraph.set(graph, { counted });
  return counted;
}
