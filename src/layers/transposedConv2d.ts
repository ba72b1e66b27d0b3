// Transposed convolution (“deconvolution”): every input pixel stamps a weighted kernel on the output, `stride` apart,
// and where stamps overlap they add up; it is the input gradient of a convolution with the same kernel.
import { formatShape } from '../lib/format';
import { ok } from '../lib/result';
import { activationField, captionActivation, tfActivation } from './activations';
import { defineLayer, isImage, misfit, one } from './contract';
import { activated, explainCost } from './convolution';
import { flag, formatSize, int, padding, pair, type Size, size } from './fields';
import { needsImage } from './sliding';
import { initializerOf, regularizerOf } from './tfInitializer';
import { axesOf, clashOf, explainSize, transposedCost, transposedFans } from './transposed';
import { keepsOfWeights, kernelStart, weightFields } from './weights';

export const transposedConv2d = defineLayer({
  kind: 'transposedConv2d',
  label: 'Transposed conv 2D',
  stem: 'deconv',
  group: 'Convolution',
  doc: 'Enlarges by `stride`: every pixel stamps its own weighted copy of the learned kernels on the output, and overlapping copies add up.',
  inputs: one,
  fields: {
    filters: int('Filters', { default: 32, help: 'Channels of the output.' }),
    kernel: size('Kernel', {
      default: 3,
      unit: 'px',
      help: 'Height and width of each stamp; a multiple of the stride avoids checkerboard patterns.',
    }),
    stride: size('Stride', {
      default: 2,
      max: 64,
      unit: 'px',
      help: 'Distance between stamps; 2 doubles height and width.',
    }),
    padding: padding('Padding', {
      default: 'same',
      help: 'same: output is input·stride. valid: (input − 1)·stride + kernel. A number: that many rows and columns less on every side, as PyTorch’s ConvTranspose2d.',
    }),
    outputPadding: size('Output padding', {
      default: 0,
      min: 0,
      max: 63,
      unit: 'px',
      advanced: true,
      help: 'Rows and columns more at the bottom and right; below the stride, and with a number as padding only.',
    }),
    activation: activationField('relu'),
    bias: flag('Bias', { default: true, help: 'One learned constant per filter.' }),
    ...weightFields,
  },
  shape: ([x], p) => {
    if (!x || !isImage(x)) return needsImage(x, 'a transposed convolution');
    const clash = clashOf(p);
    if (clash) return clash;
    const [rows, columns] = axesOf(x, p);
    if (rows.out > 0 && columns.out > 0) return ok([rows.out, columns.out, p.filters]);
    return misfit(
      'crop-too-large',
      `padding ${formatSize(p.padding as Size)} takes ${formatShape(pair(p.padding as Size).map((n) => 2 * n))} rows and columns off, which leaves ${formatShape([rows.out, columns.out])}: use less padding or a larger kernel`,
    );
  },
  cost: ([x], _, p) => transposedCost(x ?? [], p),
  explain: ([x], _, p) => {
    if (!x) return [];
    const [kh, kw] = pair(p.kernel);
    const product = `${kh}·${kw}·${x[2]}·${p.filters}`;
    return [...explainSize(x, p), ...explainCost(product, x, p.bias ? p.filters : 0, transposedCost(x, p))];
  },
  caption: (p) => {
    const [sy, sx] = pair(p.stride);
    const parts = [formatSize(p.kernel), `${p.filters}`, `stride ${sy === sx ? sy : `${sy}×${sx}`}`];
    parts.push(typeof p.padding === 'string' ? p.padding : `pad ${writtenSize(p.padding)}`);
    if (Math.max(...pair(p.outputPadding)) > 0) parts.push(`+${writtenSize(p.outputPadding)}`);
    return parts.join(', ') + captionActivation(p.activation);
  },
  reach: ([x], p) => {
    const [rows, columns] = axesOf(x ?? [], p);
    return {
      type: 'spread',
      kernel: pair(p.kernel),
      stride: pair(p.stride),
      before: [rows.before, columns.before],
    };
  },
  keeps: keepsOfWeights,
  build: (tools, p, { name, inputs, seed }) => {
    const { tf, custom } = tools;
    const [kernelSize, strides] = [pair(p.kernel), pair(p.stride)];
    if (p.padding !== 'same' && p.padding !== 'valid') {
      const pads = pair(p.padding);
      return activated(tools, p.activation, name, (inner) =>
        custom.paddedTransposedConv2d({
          name: inner,
          filters: p.filters,
          kernelSize,
          strides,
          pads,
          outputPadding: pair(p.outputPadding),
          useBias: p.bias,
          start: kernelStart(p, seed),
        }),
      );
    }
    const channels = inputs[0]?.[2] ?? 1;
    const kernelRegularizer = regularizerOf(tf, p);
    return [
      tf.layers.conv2dTranspose({
        name,
        filters: p.filters,
        kernelSize: [...kernelSize],
        strides: [...strides],
        padding: p.padding,
        activation: tfActivation(p.activation),
        useBias: p.bias,
        kernelInitializer: initializerOf(tf, p, seed, {
          fans: transposedFans(kernelSize, strides, channels, p.filters),
          shape: [...kernelSize, p.filters, channels],
        }),
        biasInitializer: 'zeros',
        ...(kernelRegularizer ? { kernelRegularizer } : {}),
      }),
    ];
  },
  examples: [
    // The lecture's figure: 3×3 with kernel 3, stride 2 and padding 1 gives 5×5.
    {
      in: [[3, 3, 1]],
      params: { filters: 1, kernel: 3, stride: 2, padding: 1 },
      out: [5, 5, 1],
      weights: 10,
      macs: 81,
    },
    { in: [[3, 3, 1]], params: { filters: 1, padding: 1, outputPadding: 1 }, out: [6, 6, 1], weights: 10 },
    { in: [[7, 7, 32]], params: { filters: 16 }, out: [14, 14, 16], weights: 4624, macs: 225_792 },
    {
      in: [[4, 5, 2]],
      params: { filters: 3, kernel: 3, padding: 'valid', bias: false },
      out: [9, 11, 3],
      weights: 54,
    },
    {
      in: [[4, 5, 2]],
      params: { filters: 3, kernel: 2, stride: 3, padding: 'valid' },
      out: [12, 15, 3],
      weights: 27,
    },
    {
      in: [[4, 5, 2]],
      params: { filters: 3, kernel: [2, 4], stride: [1, 3], padding: [0, 1], outputPadding: [0, 2] },
      out: [5, 16, 3],
      weights: 51,
    },
  ],
});

const writtenSize = (value: Size): string => {
  const [y, x] = pair(value);
  return y === x ? `${y}` : `${y}×${x}`;
};
