// Average pooling: the mean of each window. Padding never counts in the mean, whichever way it came about; that is
// TensorFlow's rule for `same`, and PyTorch's with count_include_pad off.
import { defineLayer } from './contract';
import { buildPool, poolFrame } from './pooling';

export const avgPool = defineLayer({
  ...poolFrame,
  kind: 'avgPool',
  label: 'Average pool',
  doc: 'The mean of each window of each channel, over real pixels only; no weights.',
  build: (tools, p, context) => buildPool('average', tools, p, context),
  examples: [
    { in: [[28, 28, 6]], params: {}, out: [14, 14, 6], weights: 0 },
    { in: [[14, 14, 512]], params: { size: 5, stride: 3 }, out: [4, 4, 512], weights: 0 },
    {
      in: [[7, 7, 4]],
      params: { size: 3, stride: 2, padding: 1, rounding: 'ceil' },
      out: [4, 4, 4],
      weights: 0,
    },
  ],
});
