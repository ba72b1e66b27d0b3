// Whether a node that nothing enters yet could feed an input: tried with tensors as the drawing has them, since what it
// gives depends on what will arrive.
import type { Graph, Wire } from '../graph/graph';
import { atNode, type Problem } from '../graph/problem';
import { inputsOf } from '../graph/slots';
import { neededInputs, type Shape } from '../layers/contract';
import { defaultParams } from '../layers/index';
import { sameShape } from '../layers/merging';
import { checkEdge } from './checkEdge';
import { inferShapes, judge } from './inferShapes';
import type { NodeShape, Shapes } from './nodeShape';

/** An image and a vector of common sizes, for drawings that have none yet. */
const common: readonly Shape[] = [[28, 28, 1], [28, 28, 32], [64]];

export type Feeding =
  | { readonly ok: true; readonly shape?: Shape }
  | { readonly ok: false; readonly problem: Problem };

/**
 * `graph` has the wire already. It fits where some tensor makes it fit; its shape is told only where none need arrive,
 * as of an input.
 */
export function feeds(shapes: Shapes, graph: Graph, wire: Wire): Feeding {
  const node = graph.nodes.get(wire.from);
  if (!node) return { ok: true };
  const needed = neededInputs(inputsOf(graph, node));
  if (needed === 0) {
    const own = inferShapes(graph, shapes).get(wire.from);
    const verdict = checkEdge(graph, own ? new Map(shapes).set(wire.from, own) : shapes, wire, false);
    if (!verdict.ok) return verdict;
    return own?.state === 'ok' ? { ok: true, shape: own.shape } : { ok: true };
  }
  let refused: Problem | undefined;
  for (const arriving of probes(shapes)) {
    const inputs = Array.from({ length: needed }, () => arriving);
    const sources = inputs.map((shape) => ({
      kind: 'input',
      params: defaultParams('input'),
      inputs: [shape],
    }));
    const judged = judge(node, inputs, sources, graph.modules);
    if (!judged.ok) {
      const { code, message } = judged.error;
      refused ??= { code, at: atNode(node.id), message: `“${node.id}”: ${message}.` };
      continue;
    }
    const state: NodeShape = { state: 'ok', node, inputs, sources, ...judged.value };
    const verdict = checkEdge(graph, new Map(shapes).set(node.id, state), wire, false);
    if (verdict.ok) return { ok: true };
    refused = verdict.problem;
  }
  return refused ? { ok: false, problem: refused } : { ok: true };
}

function probes(shapes: Shapes): readonly Shape[] {
  const found: Shape[] = [];
  const drawn = [...shapes.values()].flatMap((state) => (state.state === 'ok' ? [state.shape] : []));
  for (const shape of [...drawn, ...common]) {
    if (shape.length > 0 && !found.some((known) => sameShape(known, shape))) found.push(shape);
  }
  // The last are the nearest to where one draws; more than these tell nothing new.
  return found.slice(-24);
}
