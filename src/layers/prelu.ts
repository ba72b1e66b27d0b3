// The parametric ReLU (He et al. 2015, "Delving deep into rectifiers", section 2.1): the slope below zero is learned.
import { formatCount } from '../lib/format';
import { ok } from '../lib/result';
import { defineLayer, isImage, one } from './contract';
import { frozenField } from './weights';

/** The paper's own start; Keras starts at 0. */
const initialSlope = 0.25;

export const prelu = defineLayer({
  kind: 'prelu',
  label: 'PReLU',
  stem: 'prelu',
  group: 'Activation',
  doc: 'A ReLU that learns its slope below zero: one for each channel, 0.25 at the start.',
  inputs: one,
  fields: { frozen: frozenField },
  shape: ([x]) => ok(x ?? []),
  cost: ([x]) => ({ trainable: x?.at(-1) ?? 0, frozen: 0, macs: 0 }),
  explain: ([x]) => [
    { label: 'Applied', formula: 'x if x > 0, else a·x' },
    {
      label: 'Weights',
      formula: `a: one for each of ${x?.at(-1)} ${x?.length === 1 ? 'values' : 'channels'} = ${formatCount(x?.at(-1) ?? 0)} weights`,
    },
  ],
  caption: (p) => (p.frozen ? 'frozen' : 'learned slope'),
  build: ({ tf }, _, { name, inputs }) => [
    tf.layers.prelu({
      name,
      alphaInitializer: tf.initializers.constant({ value: initialSlope }),
      ...(isImage(inputs[0] ?? []) ? { sharedAxes: [1, 2] } : {}),
    }),
  ],
  keeps: () => ({ input: true, output: false }),
  examples: [
    { in: [[28, 28, 16]], params: {}, out: [28, 28, 16], weights: 16 },
    { in: [[120]], params: {}, out: [120], weights: 120 },
  ],
});
