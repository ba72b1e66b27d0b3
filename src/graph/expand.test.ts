// The flat graph that a drawing with modules stands for.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeId } from '../lib/ids';
import { arbitraryDocument } from './document.fixture';
import { draw } from './drawing.fixture';
import { applyEdits } from './edit';
import type { Edit } from './edits';
import { expand } from './expand';
import type { Graph } from './graph';

const nested = `
  module block width:8
    x = moduleInput
    reduce = bottleneck filters:"=width" < x
    conv = conv2d filters:"=4*width" < reduce
    join = concat < x conv
    out = moduleOutput < join
  end
  module stage width:8
    in = moduleInput
    b1 = block width:"=width" < in
    b2 = block width:"=2*width" < b1
    out = moduleOutput < b2
  end
  input = input
  s1 = stage width:4 < input
  pool = maxPool < s1
  s2 = stage < pool
  flat = flatten < s2`;

const edited = (graph: Graph, ...edits: Edit[]): Graph => {
  const result = applyEdits({ graph, layout: new Map() }, edits);
  if (!result.ok) throw new Error(result.error.message);
  return result.value.graph;
};
const paramsOf = (graph: Graph, id: string) => graph.nodes.get(nodeId(id))?.params;

describe('expand', () => {
  const graph = draw(nested);
  const flat = expand(graph);

  it('[G18] gives every inner node a path, in the order of drawing, with its values', () => {
    expect([...flat.nodes.keys()]).toEqual([
      'input',
      's1/b1/reduce',
      's1/b1/conv',
      's1/b1/join',
      's1/b2/reduce',
      's1/b2/conv',
      's1/b2/join',
      'pool',
      's2/b1/reduce',
      's2/b1/conv',
      's2/b1/join',
      's2/b2/reduce',
      's2/b2/conv',
      's2/b2/join',
      'flat',
    ]);
    expect(paramsOf(flat, 's1/b2/conv')).toMatchObject({ filters: 32, kernel: 3 });
    expect(paramsOf(flat, 's2/b2/conv')).toMatchObject({ filters: 64 });
    expect(flat.modules.size).toBe(0);
  });
  it('[G18] leads wires through ports, to every node that reads one', () => {
    expect(flat.incoming.get(nodeId('s1/b1/reduce'))?.map(({ from }) => from)).toEqual(['input']);
    expect(flat.incoming.get(nodeId('s1/b1/join'))?.map(({ from }) => from)).toEqual(['input', 's1/b1/conv']);
    expect(flat.incoming.get(nodeId('s1/b2/join'))?.map(({ from }) => from)).toEqual([
      's1/b1/join',
      's1/b2/conv',
    ]);
    expect(flat.incoming.get(nodeId('pool'))?.map(({ from }) => from)).toEqual(['s1/b2/join']);
  });
  it('[G18] passes an input through where it is the output', () => {
    const through = expand(
      draw(`
        module wire
          a = moduleInput
          b = moduleInput
          out = moduleOutput < b
        end
        x = input
        y = input
        w = wire < x y
        v = wire < w w
        flat = flatten < v`),
    );
    expect([...through.edges.keys()]).toEqual(['y->flat:0']);
  });
  it('[G18] keeps the objects of nodes that an edit does not touch', () => {
    const inside = expand(edited(graph, { type: 'set', node: nodeId('s2/b1/conv'), params: { kernel: 5 } }));
    const touched = [...inside.nodes].filter(([id, node]) => flat.nodes.get(id) !== node).map(([id]) => id);
    expect(touched).toEqual(['s1/b1/conv', 's1/b2/conv', 's2/b1/conv', 's2/b2/conv']);
    const after = expand(edited(graph, { type: 'set', node: nodeId('s1'), params: { width: 6 } }));
    const changed = [...after.nodes].filter(([id, node]) => flat.nodes.get(id) !== node).map(([id]) => id);
    expect(changed).toEqual(['s1/b1/reduce', 's1/b1/conv', 's1/b2/reduce', 's1/b2/conv']);
    expect(expand(graph)).toBe(flat);
  });
  it('[G18] is the graph itself where there is nothing to expand', () => {
    const plain = draw('x = input\nflat = flatten < x');
    expect(expand(plain)).toBe(plain);
  });
  it('[G18] leaves an instance that cannot stand at its place, with its wires', () => {
    const broken = draw(`${nested}\n s3 = stage width:0 < pool\n lone = block\n after = flatten < s3`);
    const left = expand(broken);
    expect(left.nodes.get(nodeId('s3'))?.kind).toBe('module');
    expect(left.nodes.get(nodeId('lone'))?.kind).toBe('module');
    expect(left.edges.has('s3->after:0' as never)).toBe(true);
    expect(left.modules).toBe(broken.modules);
    expect(left.nodes.has(nodeId('s2/b2/join'))).toBe(true);
  });
  it('[G18] leaves no instance and no port of any document whose instances can stand', () => {
    fc.assert(
      fc.property(arbitraryDocument, ({ graph: any }) => {
        const expanded = expand(any);
        for (const edge of expanded.edges.values()) {
          expect(expanded.nodes.has(edge.from)).toBe(true);
          expect(expanded.nodes.has(edge.to)).toBe(true);
        }
        const kinds = new Set([...expanded.nodes.values()].map(({ kind }) => kind));
        expect(kinds.has('moduleInput') || kinds.has('moduleOutput')).toBe(false);
        expect(expand(expanded)).toEqual(expanded);
      }),
      { numRuns: 200 },
    );
  });
});
