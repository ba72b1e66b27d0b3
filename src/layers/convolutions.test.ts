// What the convolutions say beside their shapes: where parameters do not fit and with which numbers, the arithmetic, how
// far they see, and what their backward pass keeps.
import { describe, expect, it } from 'vitest';
import { nodeId } from '../lib/ids';
import { judge } from '../shapes/inferShapes';
import type { Params } from './fields';
import { defaultParams, layerOf } from './index';

const judged = (kind: string, params: Params, input: readonly number[]) =>
  judge({ id: nodeId('it'), kind, params: { ...defaultParams(kind), ...params } }, [input]);

describe('what does not fit is said with both numbers', () => {
  it.each([
    [
      'conv2d',
      { groups: 4, filters: 8 },
      [8, 8, 6],
      'groups-do-not-divide',
      ['6 channels that arrive', '4 groups'],
      [0],
    ],
    ['conv2d', { groups: 4, filters: 6 }, [8, 8, 8], 'groups-do-not-divide', ['6 filters', '4 groups'], []],
    ['conv2d', { groups: 2 }, [10], 'needs-image', ['vector of 10 values'], [0]],
    ['depthwiseConv2d', { stride: 2, dilation: 2 }, [8, 8, 3], 'parameters-clash', ['2×2'], []],
    ['depthwiseConv2d', { kernel: 9, padding: 'valid' }, [8, 8, 3], 'window-too-large', ['9×9', '8×8'], [0]],
    ['separableConv2d', {}, [7], 'needs-image', ['vector of 7 values'], [0]],
    ['transposedConv2d', {}, [7], 'needs-image', ['vector of 7 values'], [0]],
    ['transposedConv2d', { outputPadding: 1 }, [7, 7, 3], 'parameters-clash', ['1×1', '“same”'], []],
    [
      'transposedConv2d',
      { outputPadding: 2, padding: 1 },
      [7, 7, 3],
      'parameters-clash',
      ['2×2', 'smaller than stride 2×2'],
      [],
    ],
    ['transposedConv2d', { padding: 3 }, [2, 4, 3], 'crop-too-large', ['3×3', '-1×3'], [0]],
    ['locallyConnected2d', { kernel: 5 }, [4, 4, 3], 'window-too-large', ['5×5', '4×4'], [0]],
    [
      'locallyConnected2d',
      { filters: 64, kernel: 3, bias: false },
      [224, 224, 64],
      'too-large',
      ['1,816,805,376 weights', '222×222 places', '268,435,456', '4 GiB'],
      [0],
    ],
  ] as const)('%s %j on %j: %s', (kind, params, input, code, words, slots) => {
    const result = judged(kind, params, input);
    expect(result).toMatchObject({ ok: false, error: { code, slots } });
    for (const word of words) expect(result.ok ? '' : result.error.message).toContain(word);
  });

  it('locally connected weights fit up to 2^28, and not one more', () => {
    // 128·128 places of 1·1·128·128 weights are 2^28.
    const most = { filters: 128, kernel: 1, bias: false };
    expect(judged('locallyConnected2d', most, [128, 128, 128])).toMatchObject({
      ok: true,
      value: { cost: { trainable: 2 ** 28 } },
    });
    expect(judged('locallyConnected2d', { ...most, bias: true }, [128, 128, 128]).ok).toBe(false);
  });

  it('DeepFace’s layers have the weights of the paper’s windows (Taigman et al. 2014, figure 2)', () => {
    const weights = (
      [side, channels]: readonly [number, number],
      filters: number,
      kernel: number,
      stride: number,
    ) => {
      const result = judged('locallyConnected2d', { filters, kernel, stride, bias: false }, [
        side,
        side,
        channels,
      ]);
      return result.ok ? [result.value.shape, result.value.cost.trainable] : result.error.message;
    };
    expect(weights([63, 16], 16, 9, 1)).toEqual([[55, 55, 16], 62_726_400]);
    expect(weights([55, 16], 16, 7, 2)).toEqual([[25, 25, 16], 7_840_000]);
    expect(weights([25, 16], 16, 5, 1)).toEqual([[21, 21, 16], 2_822_400]);
  });
});

describe('the arithmetic, with its numbers', () => {
  it.each([
    [
      'conv2d',
      { filters: 256, kernel: 5, padding: 2, groups: 2 },
      [27, 27, 96],
      [
        '⌊(27 + 2·2 − 5)/1⌋ + 1 = 27',
        '5·5·(96/2)·256 + 256 = 307,456 weights',
        '27·27·5·5·(96/2)·256 = 223,948,800',
      ],
    ],
    [
      'depthwiseConv2d',
      { multiplier: 2, padding: 'valid' },
      [9, 9, 3],
      ['⌊(9 − 3)/1⌋ + 1 = 7', '3·2 = 6', '3·3·3·2 + 6 = 60 weights', '7·7·3·3·3·2 = 2,646'],
    ],
    [
      'separableConv2d',
      {},
      [28, 28, 16],
      [
        '⌈28/1⌉ = 28, padded by 1 before and 1 after',
        '3·3·16·1 + 16·1·32 + 32 = 688 weights',
        '28·28·(3·3·16·1 + 16·1·32) = 514,304',
      ],
    ],
    [
      'transposedConv2d',
      { filters: 1, padding: 1 },
      [3, 3, 1],
      ['(3 − 1)·2 + 3 − 2·1 = 5', '3·3·1·1 + 1 = 10 weights', '3·3·3·3·1·1 = 81'],
    ],
    [
      'transposedConv2d',
      { filters: 8, padding: 1, outputPadding: [1, 0], bias: false },
      [3, 4, 2],
      [
        '(3 − 1)·2 + 3 − 2·1 + 1 = 6',
        '(4 − 1)·2 + 3 − 2·1 = 7',
        '3·3·2·8 = 144 weights',
        '3·4·3·3·2·8 = 1,728',
      ],
    ],
    [
      'transposedConv2d',
      { filters: 8 },
      [7, 7, 2],
      ['7·2 = 14', '3·3·2·8 + 8 = 152 weights', '7·7·3·3·2·8 = 7,056'],
    ],
    [
      'locallyConnected2d',
      { filters: 3 },
      [6, 5, 2],
      ['⌊(6 − 3)/1⌋ + 1 = 4', '⌊(5 − 3)/1⌋ + 1 = 3', '4·3·(3·3·2·3 + 3) = 684 weights', '4·3·3·3·2·3 = 648'],
    ],
  ] as const)('%s %j on %j', (kind, params, input, lines) => {
    const result = judged(kind, params, input);
    if (!result.ok) throw new Error(result.error.message);
    const all = { ...defaultParams(kind), ...params };
    const formulas = layerOf(kind)
      .explain([input], result.value.shape, all)
      .map((line) => line.formula);
    expect(formulas).toEqual(lines);
  });
});

describe('receptive field and what backward keeps', () => {
  const reach = (kind: string, params: Params, input: readonly number[]) =>
    layerOf(kind).reach?.([input], { ...defaultParams(kind), ...params });
  it('a dilated kernel spans its gaps; `same` begins where TensorFlow pads', () => {
    expect(reach('conv2d', { dilation: 2 }, [9, 9, 3])).toEqual({
      type: 'window',
      kernel: [5, 5],
      stride: [1, 1],
      before: [2, 2],
    });
    expect(reach('separableConv2d', { stride: 2 }, [8, 9, 3])).toEqual({
      type: 'window',
      kernel: [3, 3],
      stride: [2, 2],
      before: [0, 1],
    });
  });
  it('a transposed convolution spreads', () => {
    expect(reach('transposedConv2d', { kernel: [4, 5], padding: 'same' }, [8, 9, 3])).toEqual({
      type: 'spread',
      kernel: [4, 5],
      stride: [2, 2],
      before: [1, 1],
    });
    expect(reach('transposedConv2d', { padding: [0, 1] }, [8, 9, 3])).toMatchObject({ before: [0, 1] });
  });
  it('dense sees all', () => expect(reach('dense', {}, [5])).toEqual({ type: 'all' }));
  it.each([
    'conv2d',
    'bottleneck',
    'depthwiseConv2d',
    'separableConv2d',
    'transposedConv2d',
    'locallyConnected2d',
    'dense',
  ])(
    '%s keeps its input for its weights’ gradient, unless frozen, and its output for its activation',
    (kind) => {
      const keeps = (params: Params) => layerOf(kind).keeps?.({ ...defaultParams(kind), ...params });
      expect(keeps({ activation: 'none' })).toEqual({ input: true, output: false });
      expect(keeps({ activation: 'relu' })).toEqual({ input: true, output: true });
      expect(keeps({ activation: 'none', frozen: true })).toEqual({ input: false, output: false });
    },
  );
});

describe('captions', () => {
  it.each([
    ['conv2d', { groups: 2 }, '3×3, 32, 2 groups, same, ReLU'],
    ['depthwiseConv2d', { dilation: 2, multiplier: 2 }, '3×3, ×2, dilation 2, same, ReLU'],
    ['separableConv2d', { stride: [1, 2] }, '3×3, 32, stride 1×2, same, ReLU'],
    [
      'transposedConv2d',
      { padding: 1, outputPadding: 1, activation: 'none' },
      '3×3, 32, stride 2, pad 1, +1',
    ],
    ['locallyConnected2d', {}, '3×3, 8, valid, ReLU'],
  ] as const)('%s %j', (kind, params, caption) => {
    expect(layerOf(kind).caption({ ...defaultParams(kind), ...params }, [[8, 8, 4]])).toBe(caption);
  });
});
