// Every template as a tf.js model: equal shapes at every node, and tf.js's own count of the weights. The weights are
// all zeros, because drawing half a gigabyte of random numbers would prove nothing more.
import { readdirSync, readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { expand } from '../graph/expand';
import { parseTemplate } from '../graph/parseTemplate';
import { makePlan } from '../plan/makePlan';
import type { Plan } from '../plan/plan';
import { inferShapes } from '../shapes/inferShapes';
import { buildModel } from './buildModel';

const folder = new URL('../../templates/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'));

function planOfFile(file: string): Plan | undefined {
  const parsed = parseTemplate(readFileSync(new URL(file, folder), 'utf8'));
  if (!parsed.ok) throw new Error(`${file}: ${parsed.error.problems[0]?.message}`);
  const flat = expand(parsed.value.graph);
  const plan = makePlan(parsed.value.title, flat, inferShapes(flat));
  return plan.ok ? plan.value : undefined;
}

const withZeros = (plan: Plan): Plan => ({
  ...plan,
  steps: plan.steps.map((step) =>
    'initializer' in step.params ? { ...step, params: { ...step.params, initializer: 'zeros' } } : step,
  ),
});

describe('[S2] templates as tf.js models', () => {
  it.each(files)(
    '%s',
    (file) => {
      const plan = planOfFile(file);
      // A study of one module has no output to build a model to.
      if (!plan) return expect(file).toMatch(/^inception-3a/);
      const { model, training, dispose } = buildModel(tf, withZeros(plan), 1);
      try {
        const layers = new Map([...training.layers, ...model.layers].map((layer) => [layer.name, layer]));
        // The softmax of a head for training only is in neither model: its loss reads the logits.
        const unused = new Set(plan.heads.filter((head) => head.trainingOnly).map((head) => head.step));
        for (const step of plan.steps) {
          if (step.inputs.length === 0 || unused.has(step.id)) continue;
          expect(layers.get(step.id)?.outputShape, step.id).toEqual([null, ...step.outputShape]);
        }
        const weights = [...layers.values()].reduce((sum, layer) => sum + layer.countParams(), 0);
        expect(weights).toBe(plan.totals.trainable + plan.totals.frozen);
      } finally {
        dispose();
      }
    },
    60_000,
  );
});
