// What output, activation and normalisation layers refuse, each with both numbers, and what heads say of themselves.
import { describe, expect, it } from 'vitest';
import type { Shape } from './contract';
import type { Params } from './fields';
import { defaultParams, layerOf, placeable } from './index';

const refusal = (kind: string, params: Params, ...inputs: Shape[]) => {
  const shape = layerOf(kind).shape(inputs, { ...defaultParams(kind), ...params }, []);
  return shape.ok ? 'fits' : `${shape.error.code}: ${shape.error.message}`;
};

describe('what does not fit', () => {
  it.each([
    ['classifier', { classes: 10 }, [[12]], /^classes-differ: .*10 classes.*12 arrive/],
    ['classifier', { classes: 10 }, [[7, 7, 3]], /^needs-vector: .*10 logits.*7×7×3/],
    ['multiLabel', { labels: 4 }, [[5]], /^values-differ: .*4 logits.*5 arrive/],
    ['multiLabel', { labels: 4 }, [[7, 7, 4]], /^needs-vector: .*4 logits.*7×7×4/],
    ['regression', { values: 2 }, [[3]], /^values-differ: .*2 values.*3 arrive/],
    ['regression', { values: 1 }, [[1, 1, 1]], /^needs-vector: .*1 value,.*1×1×1/],
    ['reconstruction', {}, [[784]], /^needs-image: .*784 values/],
    ['pixelClassifier', { classes: 4 }, [[32, 32, 3]], /^classes-differ: .*4 classes.*3 arrive.*4 filters/],
    ['pixelClassifier', { classes: 4 }, [[10]], /^needs-image: .*4 channels.*10 values/],
    ['maxout', { pieces: 3 }, [[8, 8, 16]], /^groups-do-not-divide: 16 channels.*3 pieces.*18/],
    ['maxout', { pieces: 4 }, [[10]], /^groups-do-not-divide: 10 values.*4 pieces.*12/],
    ['groupNorm', { groups: 5 }, [[8, 8, 16]], /^groups-do-not-divide: 16 channels.*5 equal groups/],
    ['localResponseNorm', {}, [[10]], /^needs-image: .*10 values/],
    ['spatialDropout', {}, [[10]], /^needs-image: .*10 values/],
    ['gaussianSampling', {}, [[16], [8]], /^shapes-differ: .*16 and 8/],
  ] as const)('%s %j on %j', (kind, params, inputs, message) => {
    expect(refusal(kind, params, ...inputs)).toMatch(message);
  });

  it.each([
    ['multiLabel', { labels: 4 }, [[4]]],
    ['regression', { values: 2 }, [[2]]],
    ['reconstruction', {}, [[28, 28, 1]]],
    ['pixelClassifier', { classes: 4 }, [[32, 32, 4]]],
    ['gaussianSampling', {}, [[16], [16]]],
  ] as const)('%s %j takes %j', (kind, params, inputs) => {
    expect(refusal(kind, params, ...inputs)).toBe('fits');
  });
});

describe('heads', () => {
  const headOf = (kind: string, params: Params = {}) =>
    layerOf(kind).head?.({ ...defaultParams(kind), ...params });

  it.each([
    ['classifier', {}, { target: 'class', loss: 'softmaxCrossEntropy' }],
    ['multiLabel', {}, { target: 'labels', loss: 'sigmoidCrossEntropy' }],
    ['regression', {}, { target: 'values', loss: 'meanSquaredError' }],
    ['reconstruction', {}, { target: 'image', loss: 'meanSquaredError' }],
    ['reconstruction', { loss: 'binaryCrossEntropy' }, { target: 'image', loss: 'sigmoidCrossEntropy' }],
    ['pixelClassifier', {}, { target: 'pixels', loss: 'softmaxCrossEntropy' }],
  ] as const)('%s %j', (kind, params, expected) => {
    expect(headOf(kind, params)).toEqual(expected);
  });

  it('every output is one, with a weight and a part in training; nothing else is', () => {
    for (const layer of placeable) {
      expect(layer.head !== undefined, layer.kind).toBe(layer.group === 'Output');
      if (!layer.head) continue;
      expect(layer.fields).toMatchObject({ weight: { default: 1 }, trainingOnly: { default: false } });
      const caption = (params: Params) => layer.caption({ ...defaultParams(layer.kind), ...params }, []);
      expect(caption({ weight: 0.3, trainingOnly: true })).toBe(`${caption({})}, × 0.3, training only`);
    }
  });

  it('a weight of 0 is a caution', () => {
    const lines = (weight: number) =>
      layerOf('regression').explain([[1]], [1], { ...defaultParams('regression'), weight });
    expect(lines(0).filter((line) => line.caution)).toHaveLength(1);
    expect(lines(1).filter((line) => line.caution)).toHaveLength(0);
  });
});

it('frozen weights are counted as such', () => {
  const cost = (kind: string, frozen: boolean) =>
    layerOf(kind).cost([[8, 8, 16]], [8, 8, 16], { ...defaultParams(kind), frozen });
  for (const [kind, trainable, rest] of [
    ['prelu', 16, 0],
    ['batchNorm', 32, 32],
    ['layerNorm', 32, 0],
    ['groupNorm', 32, 0],
  ] as const) {
    expect(cost(kind, false)).toEqual({ trainable, frozen: rest, macs: 0 });
    expect(cost(kind, true)).toEqual({ trainable: 0, frozen: trainable + rest, macs: 0 });
  }
});
