// The image that enters the network.
import { formatCount } from '../lib/format';
import { ok } from '../lib/result';
import { defineLayer, noCost, none, sizeOf } from './contract';
import { choice, int, number } from './fields';

/** What of a sample enters; `data/` makes it. */
export const imageSources = ['image', 'noisy', 'grey', 'small'] as const;
export type ImageSource = (typeof imageSources)[number];

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
    source: choice('Source', imageSources, {
      default: 'image',
      advanced: true,
      labels: { image: 'Image', noisy: 'Noisy image', grey: 'Grey image', small: 'Small image' },
      help: 'What of each sample enters. Noisy: the image plus Gaussian noise, clipped to 0…1, for denoising. Grey: its luminance, one channel, for colourisation. Small: the means of its 4×4-pixel blocks, a quarter of height and width, for super-resolution.',
    }),
    noise: number('Noise', {
      default: 0.3,
      min: 0,
      max: 2,
      step: 0.05,
      advanced: true,
      shownWhen: { field: 'source', is: ['noisy'] },
      help: 'Standard deviation of the noise, where black is 0 and white is 1.',
    }),
  },
  shape: (_, p) => ok([p.height, p.width, p.channels]),
  cost: () => noCost,
  explain: (_, out) => [{ label: 'Values', formula: `${out.join('·')} = ${formatCount(sizeOf(out))}` }],
  caption: (p) =>
    ({
      image: 'image',
      noisy: `noisy image, σ ${p.noise}`,
      grey: 'grey image',
      small: 'small image, 4×4 means',
    })[p.source],
  build: () => [],
  examples: [
    { in: [], params: { height: 28, width: 28, channels: 1 }, out: [28, 28, 1], weights: 0 },
    { in: [], params: { height: 32, width: 48, channels: 3 }, out: [32, 48, 3], weights: 0 },
    { in: [], params: { height: 7, width: 7, channels: 1, source: 'small' }, out: [7, 7, 1], weights: 0 },
  ],
});
