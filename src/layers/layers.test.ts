// Every layer against its own examples and the lecture notes' figures. The oracle that compares generated parameters
// with tf.js stands in model/, where tf.js may be loaded.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodeId } from '../lib/ids';
import { judge } from '../shapes/inferShapes';
import { groups, type Shape } from './contract';
import { type FieldValue, parseField } from './fields';
import { defaultParams, layerOf, layers, placeable } from './index';

const nodeOf = (kind: string, params: Record<string, FieldValue>) => ({
  id: nodeId(kind),
  kind,
  params: { ...defaultParams(kind), ...params },
});
const outOf = (kind: string, params: Record<string, FieldValue>, ...inputs: Shape[]) => {
  const judged = judge(nodeOf(kind, params), inputs);
  return judged.ok ? judged.value.shape : judged.error.code;
};
const costOf = (kind: string, params: Record<string, FieldValue>, ...inputs: Shape[]) => {
  const judged = judge(nodeOf(kind, params), inputs);
  if (!judged.ok) throw new Error(judged.error.message);
  return judged.value.cost;
};
const explained = (kind: string, params: Record<string, FieldValue>, ...inputs: Shape[]) => {
  const node = nodeOf(kind, params);
  const judged = judge(node, inputs);
  if (!judged.ok) throw new Error(judged.error.message);
  return layerOf(kind)
    .explain(inputs, judged.value.shape, node.params)
    .map((line) => line.formula);
};

describe('every layer', () => {
  for (const [key, layer] of Object.entries(layers)) {
    it(`${key}: is registered under its kind, documented, and its defaults pass its own fields`, () => {
      expect(layer.kind).toBe(key);
      expect(groups).toContain(layer.group);
      expect(layer.doc.length).toBeGreaterThan(20);
      for (const [name, field] of Object.entries(layer.fields)) {
        expect(parseField(field, field.default), `${key}.${name}`).toEqual({
          ok: true,
          value: field.default,
        });
        expect(field.help.length).toBeGreaterThan(5);
      }
      for (const [, quoted] of layer.doc.matchAll(/`([^`]+)`/g))
        expect(Object.keys(layer.fields)).toContain(quoted);
    });
    it.each(layer.examples)(`${key}: %j`, (example) => {
      const judged = judge(nodeOf(key, example.params), example.in, example.sources);
      expect(judged).toMatchObject({ ok: true, value: { shape: example.out } });
      if (!judged.ok) return;
      const { trainable, frozen, macs } = judged.value.cost;
      expect(trainable + frozen).toBe(example.weights);
      if (example.macs !== undefined) expect(macs).toBe(example.macs);
      const { params } = nodeOf(key, example.params);
      expect(layer.caption(params, example.in)).not.toBe('');
      for (const { label, formula } of layer.explain(example.in, judged.value.shape, params))
        expect(`${label}: ${formula}`).not.toMatch(/undefined|NaN|^: |: $/);
    });
  }
  it('has at least one example where it can be placed, and a name stem', () => {
    for (const layer of placeable) {
      expect(layer.examples.length, layer.kind).toBeGreaterThan(0);
      expect(layer.stem).toMatch(/^[a-z]+$/);
    }
  });
});

const figures = '../shared/reference/figures.json';
const notes = (() => {
  try {
    return JSON.parse(readFileSync(figures, 'utf8')).lectureNotes;
  } catch {
    return undefined;
  }
})();

describe.skipIf(!notes)(`the lecture notes' figures (skipped where ${figures} is absent)`, () => {
  it('a bottleneck turns 120,422,400 MACs into 12,443,648', () => {
    const direct = costOf('conv2d', { filters: 32, kernel: 5 }, [28, 28, 192]).macs;
    const reduce = costOf('bottleneck', { filters: 16 }, [28, 28, 192]).macs;
    const after = costOf('conv2d', { filters: 32, kernel: 5 }, [28, 28, 16]).macs;
    expect(direct).toBe(notes.bottleneck.direct5x5);
    expect([reduce, after]).toEqual(notes.bottleneck.via1x1);
    expect(reduce + after).toBe(notes.bottleneck.total);
  });
  it('ten 5×5 filters on 32×32×3, padded by 2, have 760 weights and say how', () => {
    const params = { filters: 10, kernel: 5, padding: 2 };
    expect(outOf('conv2d', params, [32, 32, 3])).toEqual(notes.conv.output);
    expect(costOf('conv2d', params, [32, 32, 3]).trainable).toBe(notes.conv.weights);
    expect(explained('conv2d', params, [32, 32, 3])).toEqual([
      '⌊(32 + 2·2 − 5)/1⌋ + 1 = 32',
      '5·5·3·10 + 10 = 760 weights',
      '32·32·5·5·3·10 = 768,000',
    ]);
  });
  it('7×7 with strides 1, 2 and 3: the last leaves a row and a column unseen, and says so', () => {
    for (const { stride, out } of notes.stride) {
      const params = { filters: 1, kernel: 3, stride, padding: 'valid' };
      expect(outOf('conv2d', params, [7, 7, 1])).toEqual([out ?? 2, out ?? 2, 1]);
      const caution = explained('conv2d', params, [7, 7, 1]).find((line) => line.includes('no whole number'));
      if (out === null)
        expect(caution).toBe(
          '(7 − 3)/3 + 1 = 2.33 is no whole number: 1 row and 1 column at the end are in no window',
        );
      else expect(caution).toBeUndefined();
    }
  });
  it('valid 5×5 chains from 128', () => {
    for (const [stride, sizes] of [
      [1, notes.validChain.stride1],
      [2, notes.validChain.stride2],
    ] as const) {
      let length = 128;
      const chain = sizes.map(() => {
        const out = outOf('conv2d', { filters: 1, kernel: 5, stride, padding: 'valid' }, [length, length, 1]);
        length = Number(out[0]);
        return length;
      });
      expect(chain).toEqual(sizes);
    }
  });
  it('the three counting exercises: 1,091,024, 705,488 and, a bias for each input counted, 1,170 weights', () => {
    const dense = (sizes: readonly number[]) =>
      sizes
        .slice(1)
        .reduce((sum, units, i) => sum + costOf('dense', { units }, [sizes[i] ?? 0]).trainable, 0);
    expect(dense([4096, 256, 128, 64, 16])).toBe(notes.mlpExercise.weights);
    expect(costOf('dense', { units: 128, bias: false }, [4096]).trainable).toBe(
      notes.mlpExercise.first128.weights,
    );
    // The notes give every neuron of 10-20-30-10 a bias, the ten inputs too: 10·20 + 20·30 + 30·10 + 70 = 1,170.
    // Inputs have none in any library; without their ten it is 1,160.
    expect(dense([10, 20, 30, 10])).toBe(1160);
    expect(dense([10, 20, 30, 10]) + 10).toBe(notes.toyMlp.weights);

    let shape: Shape = [64, 64, 1];
    let weights = 0;
    const neurons: number[] = [];
    for (const [kind, params] of [
      ['conv2d', { filters: 16, kernel: 5, padding: 'valid' }],
      ['conv2d', { filters: 16, kernel: 5, padding: 'valid' }],
      ['conv2d', { filters: 16, kernel: 5, padding: 'valid' }],
      ['flatten', {}],
      ['dense', { units: 16 }],
    ] as const) {
      weights += costOf(kind, params, shape).trainable;
      shape = outOf(kind, params, shape) as Shape;
      if (kind !== 'flatten') neurons.push(shape.reduce((a, b) => a * b, 1));
    }
    expect(weights).toBe(notes.convExercise.weights);
    expect(neurons).toEqual(notes.convExercise.neurons);
  });
});

describe('what does not fit', () => {
  it.each([
    ['conv2d', {}, [[10]], 'needs-image'],
    ['maxPool', {}, [[10]], 'needs-image'],
    ['globalAvgPool', {}, [[10]], 'needs-image'],
    ['dense', {}, [[7, 7, 3]], 'needs-vector'],
    ['classifier', {}, [[7, 7, 3]], 'needs-vector'],
    ['classifier', {}, [[12]], 'classes-differ'],
    ['conv2d', { kernel: 9, padding: 'valid' }, [[8, 8, 3]], 'window-too-large'],
    ['conv2d', { stride: 2, dilation: 2 }, [[8, 8, 3]], 'parameters-clash'],
    ['maxPool', { size: 2, padding: 2 }, [[8, 8, 3]], 'parameters-clash'],
    [
      'add',
      {},
      [
        [8, 8, 3],
        [8, 8, 4],
      ],
      'shapes-differ',
    ],
    [
      'concat',
      {},
      [
        [8, 8, 3],
        [4, 4, 3],
      ],
      'sizes-differ',
    ],
    ['concat', {}, [[8, 8, 3], [4]], 'ranks-differ'],
    [
      'concat',
      { axis: 'height' },
      [
        [8, 8, 3],
        [4, 6, 3],
      ],
      'sizes-differ',
    ],
    ['minPool', {}, [[10]], 'needs-image'],
    ['globalMaxPool', {}, [[10]], 'needs-image'],
    ['upSample', {}, [[10]], 'needs-image'],
    ['zeroPad', {}, [[10]], 'needs-image'],
    ['crop', {}, [[10]], 'needs-image'],
    ['permute', {}, [[10]], 'needs-image'],
    ['upSample', { factor: 32 }, [[4096, 4096, 1]], 'too-large'],
    ['dense', { units: 65_536 }, [[65_536]], 'too-large'],
  ] as const)('%s %j on %j is %s', (kind, params, inputs, code) => {
    expect(outOf(kind, params as Record<string, FieldValue>, ...inputs)).toBe(code);
  });
});

describe('captions', () => {
  it('the bottleneck says what it compresses', () => {
    const node = nodeOf('bottleneck', { filters: 64 });
    expect(layerOf('bottleneck').caption(node.params, [[28, 28, 256]])).toBe('256 → 64, ÷4, ReLU');
  });
});
