// The oracle of the layers: for generated parameters and input shapes, our shape and weight count against those of
// the tf.js layers that are built from them. [S2] [S15]
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Layer, Shape } from '../layers/contract';
import type { Params } from '../layers/fields';
import { defaultParams, placeable } from '../layers/index';
import { arbitraryImage, arbitraryParams, arbitraryVector } from '../layers/params.fixture';
import { nodeId } from '../lib/ids';
import { judge } from '../shapes/inferShapes';
import { customLayers } from './customLayers';

const casesPerLayer = 250;

/** Output shape and weight count by tf.js itself. */
function byTensorFlow(layer: Layer, params: Params, inputs: readonly Shape[]) {
  const symbols = inputs.map((shape) => tf.input({ shape: [...shape] }));
  const built = layer.build({ tf, custom: customLayers(tf) }, params, {
    name: 'x',
    inputs,
    seed: 7,
  });
  let value: tf.SymbolicTensor | tf.SymbolicTensor[] =
    layer.inputs.type === 'many' ? symbols : (symbols[0] ?? []);
  for (const one of built) value = one.apply(value) as tf.SymbolicTensor;
  if (Array.isArray(value)) throw new Error(`${layer.kind} built nothing`);
  return {
    shape: value.shape.slice(1),
    weights: built.reduce((n, l) => n + l.countParams(), 0),
    symbol: value,
    symbols,
  };
}

function arbitraryInputs(layer: Layer): fc.Arbitrary<readonly Shape[]> {
  if (layer.inputs.type === 'one')
    return fc.oneof({ weight: 4, arbitrary: arbitraryImage }, arbitraryVector).map((x) => [x]);
  // Mostly equal shapes, so that merges fit; the last axis varies as concat allows.
  return fc
    .tuple(
      fc.oneof(arbitraryImage, arbitraryVector),
      fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 2, maxLength: 5 }),
    )
    .map(([first, more]) => more.map((d) => [...first.slice(0, -1), (first.at(-1) ?? 0) + d]));
}

describe('[S2] our shapes and weights equal tf.js’s own', () => {
  afterEach(() => tf.disposeVariables());
  for (const layer of placeable.filter((l) => l.inputs.type !== 'none')) {
    it(`${layer.kind}: its examples and ${casesPerLayer} generated cases`, () => {
      for (const example of layer.examples)
        compare(layer, { ...defaultParams(layer.kind), ...example.params }, example.in);
      let fitting = 0;
      const sized = (params: Params, inputs: readonly Shape[]) =>
        layer.kind === 'classifier' && inputs[0]?.length === 1
          ? { ...params, classes: inputs[0][0] ?? 2 }
          : params;
      const next = fc.sample(fc.tuple(arbitraryParams(layer), arbitraryInputs(layer)), {
        numRuns: casesPerLayer * 12,
        seed: 11,
      });
      for (const [params, inputs] of next) {
        if (fitting === casesPerLayer) break;
        fitting += compare(layer, sized(params, inputs), inputs) ? 1 : 0;
      }
      expect(fitting).toBe(casesPerLayer);
    });
  }
});

/** True when the case fits; a case that does not must be one that tf.js refuses too, or computes nothing for. */
function compare(layer: Layer, params: Params, inputs: readonly Shape[]): boolean {
  const ours = judge({ id: nodeId('x'), kind: layer.kind, params }, inputs);
  const told = `${layer.kind} ${JSON.stringify(params)} on ${JSON.stringify(inputs)}`;
  if (!ours.ok) {
    expect(ours.error.message, told).not.toBe('');
    return false;
  }
  const theirs = byTensorFlow(layer, params, inputs);
  expect(theirs.shape, told).toEqual(ours.value.shape);
  expect(theirs.weights, told).toBe(ours.value.cost.trainable + ours.value.cost.frozen);
  return true;
}

describe('what we call impossible', () => {
  it('a window that does not fit gives tf.js nothing to compute either', () => {
    const refused = fc
      .sample(
        fc.tuple(
          fc.integer({ min: 1, max: 6 }),
          fc.integer({ min: 1, max: 9 }),
          fc.integer({ min: 1, max: 3 }),
        ),
        { numRuns: 300, seed: 3 },
      )
      .filter(([side, kernel]) => kernel > side);
    expect(refused.length).toBeGreaterThan(50);
    for (const [side, kernel, stride] of refused) {
      const params = { ...defaultParams('conv2d'), kernel, stride, padding: 'valid' };
      expect(judge({ id: nodeId('x'), kind: 'conv2d', params }, [[side, side, 2]])).toMatchObject({
        ok: false,
        error: { code: 'window-too-large' },
      });
      const out = tf.backend_util.computeConv2DInfo(
        [1, side, side, 2],
        [kernel, kernel, 2, 3],
        stride,
        1,
        'valid',
      );
      expect(Math.min(out.outHeight, out.outWidth)).toBeLessThan(1);
    }
  });
});
