// Group normalisation (Wu & He 2018, section 3): as layer norm, but over all pixels and one group of channels at a time.
import { formatCount } from '../lib/format';
import { ok } from '../lib/result';
import { defineLayer, misfit, one } from './contract';
import { int } from './fields';
import { epsilonField } from './normalising';
import { frozenField } from './weights';

export const groupNorm = defineLayer({
  kind: 'groupNorm',
  label: 'Group norm',
  stem: 'gn',
  group: 'Normalisation',
  doc: 'Splits the channels into `groups` and brings each to mean 0 and variance 1 within one image, then scales and shifts each channel by learned γ and β. It works with small batches.',
  inputs: one,
  fields: {
    groups: int('Groups', {
      default: 8,
      help: 'They must divide the channels. 1 normalises the whole image, as many as channels each channel alone.',
    }),
    epsilon: epsilonField,
    frozen: frozenField,
  },
  shape: ([x], p) => {
    const channels = x?.at(-1) ?? 0;
    return channels % p.groups === 0
      ? ok(x ?? [])
      : misfit(
          'groups-do-not-divide',
          `${channels} ${x?.length === 1 ? 'values' : 'channels'} do not split into ${p.groups} equal groups: choose groups that divide ${channels}`,
        );
  },
  cost: ([x]) => ({ trainable: 2 * (x?.at(-1) ?? 0), frozen: 0, macs: 0 }),
  explain: ([x], _, p) => {
    const c = x?.at(-1) ?? 0;
    const pixels = x?.length === 3 ? `${x[0]}·${x[1]}·` : '';
    return [
      { label: 'Weights', formula: `γ and β: 2·${c} = ${formatCount(2 * c)} weights` },
      { label: 'Averaged', formula: `over ${pixels}${c}/${p.groups} values in each of ${p.groups} groups` },
    ];
  },
  caption: (p) => `${p.groups} ${p.groups === 1 ? 'group' : 'groups'}${p.frozen ? ', frozen' : ''}`,
  build: ({ custom }, p, { name }) => [custom.groupNorm({ name, groups: p.groups, epsilon: p.epsilon })],
  reach: () => ({ type: 'all' }),
  keeps: () => ({ input: true, output: false }),
  examples: [
    { in: [[28, 28, 16]], params: {}, out: [28, 28, 16], weights: 32 },
    { in: [[84]], params: { groups: 4 }, out: [84], weights: 168 },
  ],
});
