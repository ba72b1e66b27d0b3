// What the bench says of itself before it measures: the hand-written stock networks are the plans' own, and the README's
// tables are made from what was found, between their markers and nowhere else.
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { type NetworkName, planOf } from './networks';
import { benchText, type Found, withBench } from './readme.mjs';
import { stockModel } from './stockModel';

const networks: readonly NetworkName[] = [
  'LeNet-5',
  'mini Inception',
  'VGG-style',
  'ResNet-20',
  'convolutional autoencoder',
  'tiny',
];

describe.each(networks)('%s in stock tf.js', (name) => {
  it('has the plan’s weights and the plan’s outputs', () => {
    const plan = planOf(name);
    const model = stockModel(tf, plan);
    expect(model.countParams()).toBe(plan.totals.trainable + plan.totals.frozen);
    const outputs = plan.heads.map(({ step }) => plan.steps.find(({ id }) => id === step)?.outputShape);
    expect(model.outputs.map(({ shape }) => shape.slice(1))).toEqual(outputs);
    model.dispose();
  });
});

const figure = (median: number) => ({ median, min: median - 1, max: median + 1 });
const found: Found = {
  machine: { cpu: 'Some processor', cores: 2, browser: 'Chromium 1', adapter: { type: 'software' } },
  speed: {
    date: '2026-01-02',
    repeats: 3,
    table: [
      {
        network: 'ResNet-20',
        figures: { ours: figure(120), stock: figure(4), torch1: figure(400) },
        ratios: { stock: figure(30), torch: { median: 0.3, min: 0.29, max: 0.31 } },
        stock: { best: 'webgl' },
        load: '1.5',
      },
    ],
  },
  leaks: {
    table: [
      {
        backend: 'wasm',
        early: { step: 101, tensors: 20, bytes: 6144 },
        late: { step: 10_003, tensors: 20, bytes: 6144 },
      },
    ],
  },
};

describe('the README’s tables', () => {
  it('hold each figure with its spread, the machine and its load, and a dash for what cannot train', () => {
    const text = benchText(found);
    expect(text).toContain('2026-01-02, 2 × Some processor, load 1.5, Chromium 1, no GPU');
    const cells = text
      .split('\n')
      .find((line) => line.startsWith('| ResNet-20, 32×32'))
      ?.split(' | ');
    expect(cells?.slice(1)).toEqual([
      '120 (119–121)',
      '4.0 (3.0–5.0) (webgl)',
      '–',
      '400 (399–401)',
      '–',
      '30.0 (29.0–31.0)',
      '–',
      '0.30 (0.29–0.31) |',
    ]);
    expect(text).toContain('| wasm | 10003 | 20 | 6 KiB |');
  });

  it('replace what stands between the markers and leave the rest as it is', () => {
    const readme = 'before\n<!-- bench: made by `npm run bench -- readme` -->\nold\n<!-- /bench -->\nafter\n';
    expect(withBench(readme, 'new')).toBe(
      'before\n<!-- bench: made by `npm run bench -- readme` -->\nnew\n<!-- /bench -->\nafter\n',
    );
    expect(() => withBench('no markers', 'new')).toThrow('README.md has no <!-- bench -->');
  });
});
