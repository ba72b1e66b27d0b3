// The order in which a person reads a drawing: as it was drawn, but no node before those that it follows. What is put in
// later, such as a block's repetitions, then stands where the data passes it.
import type { NodeId } from '../lib/ids';
import { leastFirst } from '../lib/leastFirst';
import { edgesFrom, edgesInto, type Graph } from './graph';

/** Every node once; those on a cycle, which only a file can bring, come last, as drawn. */
export function readingOrder(graph: Graph): readonly NodeId[] {
  const ids = [...graph.nodes.keys()];
  const places = new Map(ids.map((id, place) => [id, place]));
  const waitingFor = new Map(ids.map((id) => [id, edgesInto(graph, id).length]));
  // The places of what can stand next, the first drawn first.
  const ready = leastFirst();
  const admit = (id: NodeId) => {
    const place = places.get(id) ?? 0;
    ready.push(place, place);
  };
  for (const id of ids) if (waitingFor.get(id) === 0) admit(id);
  const order = new Set<NodeId>();
  for (let id = ids[ready.pop()]; id !== undefined; id = ids[ready.pop()]) {
    order.add(id);
    for (const { to } of edgesFrom(graph, id)) {
      const left = (waitingFor.get(to) ?? 0) - 1;
      waitingFor.set(to, left);
      if (left === 0) admit(to);
    }
  }
  return [...order, ...ids.filter((id) => !order.has(id))];
}
