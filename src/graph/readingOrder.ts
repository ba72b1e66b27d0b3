// The order in which a person reads a drawing: as it was drawn, but no node before those that it follows. What is put in
// later, such as a block's repetitions, then stands where the data passes it.
import type { NodeId } from '../lib/ids';
import { edgesFrom, edgesInto, type Graph } from './graph';

/** Every node once; those on a cycle, which only a file can bring, come last, as drawn. */
export function readingOrder(graph: Graph): readonly NodeId[] {
  const ids = [...graph.nodes.keys()];
  const places = new Map(ids.map((id, place) => [id, place]));
  const waitingFor = new Map(ids.map((id) => [id, edgesInto(graph, id).length]));
  // What can stand next, the first drawn at the end.
  const ready: number[] = [];
  const admit = (id: NodeId) => {
    const place = places.get(id) ?? 0;
    let [low, high] = [0, ready.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ready[middle] ?? 0) > place) low = middle + 1;
      else high = middle;
    }
    ready.splice(low, 0, place);
  };
  for (const id of ids) if (waitingFor.get(id) === 0) admit(id);
  const order = new Set<NodeId>();
  for (let place = ready.pop(); place !== undefined; place = ready.pop()) {
    const id = ids[place];
    if (id === undefined) break;
    order.add(id);
    for (const { to } of edgesFrom(graph, id)) {
      const left = (waitingFor.get(to) ?? 0) - 1;
      waitingFor.set(to, left);
      if (left === 0) admit(to);
    }
  }
  return [...order, ...ids.filter((id) => !order.has(id))];
}
