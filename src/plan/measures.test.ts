// Costs of nodes and graphs: sums, depth, and which tensors the backward pass keeps.
import { describe, expect, it } from 'vitest';
import { draw } from '../graph/drawing.fixture';
import { nodeId } from '../lib/ids';
import { inferShapes } from '../shapes/inferShapes';
import { explainField, explainMemory, fieldSteps } from './explainMeasures';
import { totalsOf } from './makePlan';
import { measure } from './measures';

function measured(text: string, batch?: number) {
  const graph = draw(text);
  const shapes = inferShapes(graph);
  const measures = measure(graph, shapes, batch);
  return {
    graph,
    shapes,
    measures,
    of: (id: string) => measures.nodes.get(nodeId(id)),
    /** The nodes whose output is kept. */
    kept: [...measures.nodes].filter(([, { keptBytes }]) => keptBytes > 0).map(([id]) => id),
    memory: (id: string) => explainMemory(measures, shapes, nodeId(id), batch ?? 1),
    field: (id: string) => explainField(measures, graph, shapes, nodeId(id)),
    steps: (id: string) => fieldSteps(measures, shapes, nodeId(id), nodeId('in')),
  };
}

const vggHead = `
  in = input height:8 width:8 channels:3
  c1 = conv2d filters:4 kernel:3 activation:"none" < in
  bn = batchNorm < c1
  r = activation < bn
  p = maxPool < r
  flat = flatten < p
  fc = dense units:10 activation:"none" < flat
  out = classifier < fc`;

describe('measure', () => {
  it('agrees with the plan’s totals, and counts bytes at the batch size', () => {
    const one = measured(vggHead);
    const { trainable, frozen, macs, activations, depth } = totalsOf(one.graph, one.shapes);
    expect(one.measures.totals).toMatchObject({
      trainable,
      frozen,
      macs,
      depth,
      activationBytes: activations * 4,
    });
    expect(one.of('c1')?.activationBytes).toBe(8 * 8 * 4 * 4);
    const many = measured(vggHead, 64);
    expect(many.measures.totals.activationBytes).toBe(64 * 4 * activations);
    expect(many.measures.totals.macs).toBe(macs);
    expect(many.measures.totals.keptBytes).toBe(64 * one.measures.totals.keptBytes);
  });
  it('numbers each node’s depth along its longest path', () => {
    const { of, measures } = measured(`
      in = input height:8 width:8 channels:3
      a = conv2d filters:3 < in
      b = conv2d filters:3 < a
      sum = add < in b
      c = conv2d filters:3 < sum
      skip = add < sum in`);
    expect(['in', 'a', 'b', 'sum', 'c', 'skip'].map((id) => of(id)?.depth)).toEqual([0, 1, 2, 2, 3, 2]);
    expect(measures.totals.depth).toBe(3);
  });
  it('keeps a tensor once, whoever needs it', () => {
    const { kept, of } = measured(vggHead);
    // c1 needs the image, bn its input c1, r its output, p its input r and its output; fc the flattened p; the loss
    // needs the logits, which are fc's output.
    expect(kept).toEqual(['in', 'c1', 'r', 'p', 'fc']);
    expect(of('r')?.keptFor).toEqual(['r', 'p']);
    expect(of('p')?.keptFor).toEqual(['p', 'fc']);
    expect(of('flat')?.keptBytes).toBe(0);
  });
  it('does not keep what linear layers without weights pass on', () => {
    const { kept } = measured(`
      in = input height:8 width:8 channels:3
      a = avgPool < in
      b = zeroPad < a
      c = add < b b2
      b2 = zeroPad < a`);
    expect(kept).toEqual([]);
  });
  it('an unpooling keeps what entered its pool', () => {
    const { of } = measured(`
      in = input height:8 width:8 channels:3
      a = avgPool size:1 stride:1 < in
      p = maxPool < a
      q = avgPool size:1 stride:1 < p
      u = maxUnpool < q p`);
    expect(of('a')?.keptFor).toContain('u');
    expect(of('p')?.keptFor).toEqual(['p']);
  });
  it('measures what has a shape, and leaves out the rest', () => {
    const { of, measures } = measured(`
      in = input height:8 width:8 channels:3
      a = conv2d filters:3 < in
      wrong = dense < a
      after = dense < wrong
      alone = conv2d`);
    expect([...measures.nodes.keys()]).toEqual(['in', 'a']);
    expect(of('wrong')).toBeUndefined();
  });
});

describe('explanations', () => {
  const { memory, field, steps } = measured(
    `in = input height:227 width:227 channels:3
     c1 = conv2d filters:96 kernel:11 stride:4 padding:"valid" < in
     p1 = maxPool size:3 stride:2 < c1
     c2 = conv2d filters:256 kernel:5 padding:2 < p1
     b = bottleneck filters:256 < p1
     join = concat < b c2`,
    64,
  );
  it('write the memory’s product out', () => {
    expect(memory('c1')).toEqual([
      { label: 'Memory', formula: '55·55·96·4 bytes·64 images = 70.9 MiB' },
      { label: 'Kept for backward', formula: 'yes, for its own gradient, p1' },
    ]);
  });
  it('write the receptive field’s step out, with stride and place', () => {
    expect(field('c2')).toEqual([
      { label: 'Receptive field', formula: '19 + (5 − 1)·8 = 51, stride 8' },
      {
        label: 'First pixel sees',
        formula: 'rows and columns −16 … 34 (below 0: padding), each next one 8 further',
      },
    ]);
    expect(field('p1')[0]?.formula).toBe('11 + (3 − 1)·4 = 19, stride 4·2 = 8');
    expect(field('in')).toEqual([{ label: 'Receptive field', formula: 'one pixel: itself' }]);
  });
  it('name the branches, and the steps from the input on', () => {
    expect(field('join').map(({ formula }) => formula)).toContain('b 19, c2 51; together 51');
    expect(steps('join')).toEqual([
      { label: 'c1', formula: '1 + (11 − 1)·1 = 11, stride 1·4 = 4' },
      { label: 'p1', formula: '11 + (3 − 1)·4 = 19, stride 4·2 = 8' },
      { label: 'c2', formula: '19 + (5 − 1)·8 = 51, stride 8' },
    ]);
  });
});
