// Maxout (Goodfellow et al. 2013, section 2): the largest of several linear functions, here of neighbouring channels
// of the layer before it.
import { ok } from '../lib/result';
import { defineLayer, misfit, noCost, one } from './contract';
import { int } from './fields';

export const maxout = defineLayer({
  kind: 'maxout',
  label: 'Maxout',
  stem: 'maxout',
  group: 'Activation',
  doc: 'Keeps the largest of each group of `pieces` neighbouring channels, so that the layer before it learns the shape of its activation.',
  inputs: one,
  fields: {
    pieces: int('Pieces', {
      default: 2,
      min: 2,
      max: 64,
      help: 'Channels of which the largest is kept; the layer before needs this many times the channels wanted.',
    }),
  },
  shape: ([x], p) => {
    const channels = x?.at(-1) ?? 0;
    if (channels % p.pieces === 0) return ok([...(x ?? []).slice(0, -1), channels / p.pieces]);
    const things = x?.length === 1 ? 'values' : 'channels';
    return misfit(
      'groups-do-not-divide',
      `${channels} ${things} do not split into groups of ${p.pieces} pieces: a multiple of ${p.pieces} is needed, such as ${Math.ceil(channels / p.pieces) * p.pieces}`,
    );
  },
  cost: () => noCost,
  explain: ([x], out, p) => [
    { label: 'Channels', formula: `${x?.at(-1)}/${p.pieces} = ${out.at(-1)}` },
    { label: 'Applied', formula: `max of ${p.pieces} neighbouring channels` },
  ],
  caption: (p) => `max of ${p.pieces}`,
  build: ({ custom }, p, { name }) => [custom.maxout({ name, pieces: p.pieces })],
  keeps: () => ({ input: true, output: true }),
  examples: [
    { in: [[28, 28, 16]], params: {}, out: [28, 28, 8], weights: 0 },
    { in: [[240]], params: { pieces: 5 }, out: [48], weights: 0 },
  ],
});
