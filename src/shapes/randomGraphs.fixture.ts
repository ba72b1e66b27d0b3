// Random drawings, right and wrong alike: nodes of every layer with random parameters, wired backwards only, so that
// there is no cycle. Whether the shapes agree is left to chance.
import fc from 'fast-check';
import { edgeOf, type Graph, type GraphEdge, type GraphNode, makeGraph } from '../graph/graph';
import { defaultParams, placeable } from '../layers/index';
import { arbitraryParams } from '../layers/params.fixture';
import { nodeId } from '../lib/ids';

const kinds = placeable.filter((layer) => layer.kind !== 'input');

const arbitraryNode = fc.constantFrom(...kinds).chain((layer) =>
  fc.record({
    kind: fc.constant(layer.kind),
    params: arbitraryParams(layer),
    // Distances back to the sources of its slots; 1 is the node before it.
    back: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
    wired: fc.integer({ min: 0, max: 19 }).map((n) => n > 0),
  }),
);

export const arbitraryGraph: fc.Arbitrary<Graph> = fc
  .tuple(fc.integer({ min: 4, max: 20 }), fc.array(arbitraryNode, { minLength: 1, maxLength: 14 }))
  .map(([side, drawn]) => {
    const input: GraphNode = {
      id: nodeId('n0'),
      kind: 'input',
      params: { ...defaultParams('input'), height: side, width: side, channels: 3 },
    };
    const nodes: GraphNode[] = [input];
    const edges: GraphEdge[] = [];
    for (const { kind, params, back, wired } of drawn) {
      const at = nodes.length;
      const id = nodeId(`n${at}`);
      nodes.push({ id, kind, params });
      const merges = kind === 'concat' || kind === 'add';
      const sources = new Set(
        (merges ? back : back.slice(0, 1)).map((distance) => Math.max(0, at - distance)),
      );
      if (wired)
        [...sources].forEach(
          (from, slot) => void edges.push(edgeOf({ from: nodeId(`n${from}`), to: id, slot })),
        );
    }
    return makeGraph(nodes, edges);
  });
