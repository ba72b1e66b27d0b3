// The image that enters the network.
import { ok } from '../lib/result';
import { defineLayer, noCost, none } from './contract';
import { int } from './fields';

export const input = defineLayer({
  kind: 'input',
  label: 'Input',
  stem: 'input',
  group: 'Input',
  doc: 'The image that enters the network: `height` × `width` pixels with `channels` colours (1 for grey, 3 for RGB).',
  inputs: none,
  fields: {
    height: int('Height', { default: 28, max: 4096, unit: 'px', help: 'Rows of the image.' }),
    width: int('Width', { default: 28, max: 4096, unit: 'px', help: 'Columns of the image.' }),
    channels: int('Channels', {
      default: 1,
      max: 4096,
      help: 'Values per pixel: 1 for grey, 3 for RGB, more for feature maps.',
    }),
  },
  shape: (_, p) => ok([p.height, p.width, p.channels]),
  cost: () => noCost,
  explain: (_, out) => [{ label: 'Values', formula: `${out.join('·')} = ${out.reduce((a, b) => a * b, 1)}` }],
  caption: () => 'image',
  build: () => [],
  examples: [
    { in: [], params: { height: 28, width: 28, channels: 1 }, out: [28, 28, 1], weights: 0 },
    { in: [], params: { height: 32, width: 48, channels: 3 }, out: [32, 48, 3], weights: 0 },
  ],
});
