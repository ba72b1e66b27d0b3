// Max pooling: keeps the strongest response in each window.
import { defineLayer } from './contract';
import { buildPool, poolFrame } from './pooling';

export const maxPool = defineLayer({
  ...poolFrame,
  kind: 'maxPool',
  label: 'Max pool',
  doc: 'Keeps the largest value in each window of each channel; no weights.',
  // The gradient goes to where the input equals the output.
  keeps: () => ({ input: true, output: true }),
  build: (tools, p, context) => buildPool('max', tools, p, context),
  examples: [
    { in: [[28, 28, 32]], params: {}, out: [14, 14, 32], weights: 0 },
    { in: [[28, 28, 192]], params: { size: 3, stride: 1, padding: 'same' }, out: [28, 28, 192], weights: 0 },
    { in: [[112, 112, 64]], params: { size: 3, stride: 2, rounding: 'ceil' }, out: [56, 56, 64], weights: 0 },
    { in: [[112, 112, 64]], params: { size: 3, stride: 2, padding: 1 }, out: [56, 56, 64], weights: 0 },
    { in: [[55, 55, 96]], params: { size: 3, stride: 2, rounding: 'ceil' }, out: [27, 27, 96], weights: 0 },
    {
      in: [[6, 7, 2]],
      params: { size: [2, 3], stride: [2, 3], rounding: 'ceil' },
      out: [3, 3, 2],
      weights: 0,
    },
  ],
});
