// Edits that draw fast: a node made another kind with its wires, and a block repeated in series.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultParams } from '../layers/index';
import { nodeId } from '../lib/ids';
import { inferShapes } from '../shapes/inferShapes';
import { arbitraryValid } from '../shapes/randomGraphs.fixture';
import { draw } from './drawing.fixture';
import { applyEdit, applyEdits } from './edit';
import { placeNodes } from './placeNodes';
import { repeat } from './repeat';

const drawing = (text: string) => {
  const graph = draw(text);
  return { graph, layout: placeNodes(graph) };
};
const replace = (node: string, kind: string) =>
  ({ type: 'replace', node: nodeId(node), kind, params: defaultParams(kind) }) as const;

const chain = `
  image = input
  a = conv2d filters:8 stride:2 < image
  b = maxPool < a
  c = flatten < b`;

describe('replace', () => {
  it('keeps the name, the wires, and the parameters that the new kind has too', () => {
    const before = drawing(chain);
    const after = applyEdit(before, replace('a', 'separableConv2d'));
    if (!after.ok) throw new Error(after.error.message);
    const node = after.value.graph.nodes.get(nodeId('a'));
    expect(node?.kind).toBe('separableConv2d');
    expect(node?.params).toMatchObject({ filters: 8, stride: 2 });
    expect(Object.keys(node?.params ?? {}).sort()).toEqual(
      Object.keys(defaultParams('separableConv2d')).sort(),
    );
    expect([...after.value.graph.edges.keys()]).toEqual([...before.graph.edges.keys()]);
    expect(after.value.graph.nodes.get(nodeId('b'))).toBe(before.graph.nodes.get(nodeId('b')));
  });

  it('refuses a kind that has no slot or no output for the wires that are there', () => {
    const refused = (node: string, kind: string) => {
      const made = applyEdit(drawing(chain), replace(node, kind));
      return made.ok ? 'ok' : made.error.code;
    };
    expect(refused('a', 'input')).toBe('no-such-slot');
    expect(refused('a', 'classifier')).toBe('output-has-no-out');
    expect(refused('b', 'moduleInput')).toBe('port-outside-module');
    expect(refused('c', 'classifier')).toBe('ok');
  });

  it('refuses to take the pool away that an unpooling reads', () => {
    const made = applyEdit(
      drawing(`
        image = input
        pool = maxPool < image
        up = maxUnpool < pool pool`),
      replace('pool', 'avgPool'),
    );
    expect(made.ok ? 'ok' : made.error.code).toBe('not-a-pool');
  });

  it('keeps what follows the module where the parameter is there, in every instance', () => {
    const before = drawing(`
      module block width:8
      in = moduleInput
      a = conv2d filters:"=2*width" < in
      out = moduleOutput < a
      end
      image = input
      one = block < image
      two = block width:4 < one`);
    const after = applyEdits(before, [
      { type: 'replace', node: nodeId('one/a'), kind: 'bottleneck', params: defaultParams('bottleneck') },
    ]);
    if (!after.ok) throw new Error(after.error.message);
    expect(after.value.graph.modules.get('block')?.graph.nodes.get(nodeId('a'))).toMatchObject({
      kind: 'bottleneck',
      params: { filters: 16 },
      bindings: { filters: '2*width' },
    });
    const two = inferShapes(after.value.graph).get(nodeId('two'));
    expect(two?.state === 'ok' && two.shape).toEqual([28, 28, 8]);
  });

  it('keeps every wire on random drawings, or refuses', () => {
    const kinds = ['conv2d', 'maxPool', 'add', 'dense', 'flatten', 'activation', 'classifier', 'maxUnpool'];
    let made = 0;
    fc.assert(
      fc.property(arbitraryValid(2), fc.nat(), fc.constantFrom(...kinds), (before, pick, kind) => {
        const ids = [...before.graph.nodes.keys()];
        const id = ids[pick % ids.length];
        if (id === undefined) return;
        const after = applyEdit(before, replace(id, kind));
        if (!after.ok) return;
        made += 1;
        expect([...after.value.graph.edges.values()]).toEqual([...before.graph.edges.values()]);
        for (const [other, node] of before.graph.nodes)
          if (other !== id) expect(after.value.graph.nodes.get(other)).toBe(node);
      }),
      { numRuns: 300 },
    );
    expect(made).toBeGreaterThan(60);
  });
});

describe('repeat', () => {
  const ids = (...names: string[]) => names.map(nodeId);
  const repeated = (text: string, nodes: string[], times: number) => {
    const before = drawing(text);
    const made = repeat(before, ids(...nodes), times);
    if (!made.ok) return made.error;
    const drawn = applyEdits(before, made.value.edits);
    if (!drawn.ok) throw new Error(drawn.error.message);
    return { ...drawn.value, ...made.value };
  };

  it('makes copies in series and moves what followed to the last', () => {
    const made = repeated(
      `
      image = input
      conv1 = conv2d filters:8 < image
      3x3 = conv2d filters:8 < conv1
      end = flatten < 3x3`,
      ['conv1', '3x3'],
      3,
    );
    if (!('graph' in made)) throw new Error(made.message);
    expect([...made.graph.edges.keys()].sort()).toEqual(
      [
        'image->conv1:0',
        'conv1->3x3:0',
        '3x3->conv2:0',
        'conv2->3x3-2:0',
        '3x3-2->conv3:0',
        'conv3->3x3-3:0',
        '3x3-3->end:0',
      ].sort(),
    );
    expect(made.layout.get(nodeId('conv2'))).toEqual({ x: 3 * 260, y: 0 });
    expect(made.layout.get(nodeId('end'))).toEqual({ x: 7 * 260, y: 0 });
  });

  it('repeats a residual block, whose input two wires read', () => {
    const made = repeated(
      `
      image = input channels:8
      a = conv2d filters:8 < image
      sum = add < a image
      end = flatten < sum`,
      ['a', 'sum'],
      2,
    );
    if (!('graph' in made)) throw new Error(made.message);
    expect(made.graph.edges.has('sum->a-2:0' as never)).toBe(true);
    expect(made.graph.edges.has('sum->sum-2:1' as never)).toBe(true);
    expect(made.graph.edges.has('sum-2->end:0' as never)).toBe(true);
  });

  it('refuses what no series can be made of, with the nodes named', () => {
    const code = (text: string, ...nodes: string[]) => {
      const made = repeated(text, nodes, 2);
      return 'code' in made ? [made.code, made.message] : ['ok'];
    };
    const fork = `
      image = input
      a = conv2d < image
      b = conv2d < a
      c = conv2d < a
      sum = add < b c
      end = flatten < sum
      fc = dense < end
      out = classifier < fc`;
    expect(code(fork, 'b', 'c')).toEqual(['several-outputs', expect.stringContaining('“b”, “c”')]);
    expect(code(fork, 'sum')).toEqual(['no-such-slot', expect.stringContaining('“b”, “c”')]);
    expect(code(fork, 'image')[0]).toBe('missing-input');
    expect(code(fork, 'out')[0]).toBe('output-has-no-out');
    expect(code(fork)[0]).toBe('nothing-selected');
    const unpooled = `
      image = input
      pool = maxPool < image
      up = maxUnpool < pool pool`;
    expect(code(unpooled, 'up')).toEqual(['not-a-pool', expect.stringContaining('select “pool” too')]);
    expect(code(unpooled, 'pool', 'up')).toEqual(['ok']);
  });

  it('of random drawings leaves every wire that was, but those that leave the block', () => {
    let made = 0;
    fc.assert(
      fc.property(
        arbitraryValid(2),
        fc.nat(),
        fc.nat(3),
        fc.integer({ min: 2, max: 4 }),
        (before, from, length, times) => {
          const all = [...before.graph.nodes.keys()];
          const start = from % all.length;
          const chosen = all.slice(start, start + 1 + length);
          const block = repeat(before, chosen, times);
          if (!block.ok) return;
          const drawn = applyEdits(before, block.value.edits);
          // The module's limits apply to copies too; shapes are judged elsewhere.
          if (!drawn.ok) throw new Error(drawn.error.message);
          made += 1;
          expect(drawn.value.graph.nodes.size).toBe(before.graph.nodes.size + (times - 1) * chosen.length);
          const gone = [...before.graph.edges.values()].filter(({ id }) => !drawn.value.graph.edges.has(id));
          for (const edge of gone) {
            expect(chosen).toContain(edge.from);
            expect(chosen).not.toContain(edge.to);
            const incoming = drawn.value.graph.incoming.get(edge.to) ?? [];
            expect(incoming.find(({ slot }) => slot === edge.slot)?.from).toBe(block.value.last);
          }
          expect(new Set(drawn.value.layout.keys())).toEqual(new Set(drawn.value.graph.nodes.keys()));
        },
      ),
      { numRuns: 400 },
    );
    expect(made).toBeGreaterThan(60);
  });
});
