// Layer normalisation (Ba et al. 2016, equation 4) over the last axis, as Keras has it: over the channels of each
// pixel, or over all values of a vector.
import { formatCount } from '../lib/format';
import { ok } from '../lib/result';
import { defineLayer, one } from './contract';
import { epsilonField } from './normalising';
import { frozenField } from './weights';

export const layerNorm = defineLayer({
  kind: 'layerNorm',
  label: 'Layer norm',
  stem: 'ln',
  group: 'Normalisation',
  doc: 'Brings the channels of each pixel to mean 0 and variance 1, then scales and shifts each by learned γ and β. It does not depend on the batch.',
  inputs: one,
  fields: {
    epsilon: epsilonField,
    frozen: frozenField,
  },
  shape: ([x]) => ok(x ?? []),
  cost: ([x]) => ({ trainable: 2 * (x?.at(-1) ?? 0), frozen: 0, macs: 0 }),
  explain: ([x]) => {
    const c = x?.at(-1) ?? 0;
    return [
      { label: 'Weights', formula: `γ and β: 2·${c} = ${formatCount(2 * c)} weights` },
      {
        label: 'Averaged',
        formula:
          x?.length === 3 ? `over ${c} channels, at each of ${x[0]}·${x[1]} pixels` : `over ${c} values`,
      },
    ];
  },
  caption: (p) => (p.frozen ? 'frozen' : 'over channels'),
  build: ({ custom }, p, { name }) => [custom.layerNorm({ name, axis: -1, epsilon: p.epsilon })],
  keeps: () => ({ input: true, output: false }),
  examples: [
    { in: [[28, 28, 16]], params: {}, out: [28, 28, 16], weights: 32 },
    { in: [[84]], params: {}, out: [84], weights: 168 },
  ],
});
