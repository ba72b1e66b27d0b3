// Dense (fully connected) layer.
import { formatCount } from '../lib/format';
import { ok } from '../lib/result';
import { activationField, captionActivation, tfActivation } from './activations';
import { defineLayer, describeShape, isVector, misfit, one } from './contract';
import { flag, int } from './fields';
import { kernelOptions } from './tfInitializer';
import { keepsOfWeights, weightFields } from './weights';

export const dense = defineLayer({
  kind: 'dense',
  label: 'Dense',
  stem: 'dense',
  group: 'Dense',
  doc: 'Every output is a weighted sum of every input; the last one before a classifier gives the logits.',
  inputs: one,
  fields: {
    units: int('Units', { default: 64, help: 'Length of the output vector.' }),
    activation: activationField('none'),
    bias: flag('Bias', { default: true, help: 'One learned constant per unit.' }),
    ...weightFields,
  },
  shape: ([x], p) =>
    x && isVector(x)
      ? ok([p.units])
      : misfit(
          'needs-vector',
          `a dense layer needs a vector, but ${describeShape(x ?? [])} arrive: flatten or pool globally first`,
        ),
  cost: ([x], _, p) => {
    const macs = (x?.[0] ?? 0) * p.units;
    return { trainable: macs + (p.bias ? p.units : 0), frozen: 0, macs };
  },
  explain: ([x], _, p) => {
    const product = (x?.[0] ?? 0) * p.units;
    return [
      {
        label: 'Weights',
        formula: `${x?.[0]}·${p.units}${p.bias ? ` + ${p.units}` : ''} = ${formatCount(product + (p.bias ? p.units : 0))} weights`,
      },
      { label: 'MACs', formula: `${x?.[0]}·${p.units} = ${formatCount(product)}` },
    ];
  },
  caption: (p) => `${p.units} units${captionActivation(p.activation)}`,
  reach: () => ({ type: 'all' }),
  keeps: keepsOfWeights,
  build: ({ tf }, p, { name, seed }) => [
    tf.layers.dense({
      name,
      units: p.units,
      activation: tfActivation(p.activation),
      useBias: p.bias,
      ...kernelOptions(tf, p, seed),
    }),
  ],
  examples: [
    { in: [[400]], params: { units: 120 }, out: [120], weights: 48_120, macs: 48_000 },
    { in: [[4096]], params: { units: 128, bias: false }, out: [128], weights: 524_288 },
  ],
});
