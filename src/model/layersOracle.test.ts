// The oracle of the layers: for generated parameters and input shapes, our shape and weight count against those of
// the tf.js layers that are built from them. [S2] [S15]
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Layer } from '../layers/contract';
import { defaultParams, placeable } from '../layers/index';
import { arbitraryCase, type LayerCase } from '../layers/params.fixture';
import { nodeId } from '../lib/ids';
import { judge } from '../shapes/inferShapes';
import { customLayers } from './customLayers';

const casesPerLayer = 250;
/** Cases drawn at a time, and how often at most, until enough of them fit. */
const drawn = 500;
const draws = 20;

/** Output shape and weight count by tf.js itself; an output layer may build nothing and pass its input on. */
function byTensorFlow(layer: Layer, { params, inputs, sources }: LayerCase) {
  const symbols = inputs.map((shape) => tf.input({ shape: [...shape] }));
  const built = layer.build({ tf, custom: customLayers(tf) }, params, {
    name: 'x',
    inputs,
    sources,
    seed: 7,
  });
  let value: tf.SymbolicTensor | tf.SymbolicTensor[] =
    layer.inputs.type === 'one' ? (symbols[0] ?? []) : symbols;
  for (const one of built) value = one.apply(value) as tf.SymbolicTensor;
  if (Array.isArray(value)) throw new Error(`${layer.kind} built nothing`);
  return { shape: value.shape.slice(1), weights: built.reduce((n, l) => n + l.countParams(), 0) };
}

/** Inputs are made by the model itself, and what is in the group Module stands for other layers. */
const built = placeable.filter((layer) => layer.inputs.type !== 'none' && layer.group !== 'Module');

/** A draw of a seed of its own, so that more are others. */
const firstSeed = fc.readConfigureGlobal()?.seed ?? 0;

describe('[S2] our shapes and weights equal tf.js’s own', () => {
  afterEach(() => tf.disposeVariables());
  for (const layer of built) {
    it(`${layer.kind}: its examples and ${casesPerLayer} generated cases`, () => {
      for (const { params, in: inputs, sources = [] } of layer.examples)
        expect(compare(layer, { params: { ...defaultParams(layer.kind), ...params }, inputs, sources })).toBe(
          true,
        );
      let fitting = 0;
      for (let draw = 0; draw < draws && fitting < casesPerLayer; draw += 1) {
        for (const next of fc.sample(arbitraryCase(layer), { numRuns: drawn, seed: firstSeed + draw })) {
          if (fitting === casesPerLayer) break;
          fitting += compare(layer, next) ? 1 : 0;
        }
      }
      expect(fitting).toBe(casesPerLayer);
    });
  }
});

/** True when the case fits, after comparing it; one that does not must say why. */
function compare(layer: Layer, given: LayerCase): boolean {
  const ours = judge(
    { id: nodeId('x'), kind: layer.kind, params: given.params },
    given.inputs,
    given.sources,
  );
  const told = `${layer.kind} ${JSON.stringify(given)}`;
  if (!ours.ok) {
    expect(ours.error.message, told).not.toBe('');
    return false;
  }
  const theirs = byTensorFlow(layer, given);
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
        { numRuns: 300 },
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
