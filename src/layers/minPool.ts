// Min pooling: keeps the weakest response in each window.
import { defineLayer } from './contract';
import { buildPool, poolFrame } from './pooling';

export const minPool = defineLayer({
  ...poolFrame,
  kind: 'minPool',
  label: 'Min pool',
  doc: 'Keeps the smallest value in each window of each channel; no weights. The opposite of max pooling: dark spots win.',
  keeps: () => ({ input: true, output: true }),
  build: (tools, p, context) => buildPool('min', tools, p, context),
  examples: [
    { in: [[28, 28, 32]], params: {}, out: [14, 14, 32], weights: 0 },
    { in: [[13, 13, 8]], params: { size: 3, stride: 2, padding: 'same' }, out: [7, 7, 8], weights: 0 },
    {
      in: [[7, 7, 4]],
      params: { size: 3, stride: 2, padding: 1, rounding: 'ceil' },
      out: [4, 4, 4],
      weights: 0,
    },
  ],
});
