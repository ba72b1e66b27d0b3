// What a pass through a layer leaves in memory until its batch is done. Measured on tf.js 4.22 with the kernels of this
// project, one small network for each kind of layer, as the growth of the peak with the batch; memory.test.ts and
// memory.browser.test.ts hold the sums against whole networks.
import { pair, type Size } from '../layers/fields';
import type { Step } from '../plan/plan';
import type { Backend } from './protocol';

/** Whether batch norm is one kernel there and the update of many weights another, as our own kernels make them. */
export const isFused = (backend: Backend): boolean => backend === 'wasm' || backend === 'webgpu';

export const sizeOf = (shape: readonly number[] | undefined): number =>
  shape?.reduce((n, d) => n * d, 1) ?? 0;

/**
 * Copies of a layer's output that applying an activation adds, those that meet it on the way back among them. ReLU and
 * those composed of several operations keep what they are applied to.
 */
const activationCopies: Readonly<Record<string, number>> = {
  none: 0,
  elu: 2,
  sigmoid: 2,
  tanh: 2,
  relu: 3,
  swish: 6,
  gelu: 14,
};

/** An activation of its own: its output, and the gradient that meets it there. */
const ownActivation: Readonly<Record<string, number>> = { softmax: 3, swish: 6, gelu: 14 };

/**
 * Values for each image: the step's output, which the layer behind it keeps, the gradient that meets it there, and what
 * the step keeps for itself. Steps that only look at the same values in another shape keep nothing.
 */
export function valuesKept(step: Step, backend: Backend): number {
  const out = sizeOf(step.outputShape);
  const into = sizeOf(step.inputShapes[0]);
  const activated = (2 + (activationCopies[String(step.params.activation ?? 'none')] ?? 3)) * out;
  switch (step.kind) {
    case 'flatten':
    case 'reshape':
    case 'classifier':
    case 'multiLabel':
    case 'regression':
      return 0;
    case 'bottleneck':
    case 'conv2d': {
      if (Number(step.params.groups ?? 1) > 1) return activated + 2 * into + 3 * out;
      // ReLU is one operation with it, and adds no more than the gradient that enters it.
      return step.params.activation === 'relu' && isPlain(step) ? 3 * out : activated;
    }
    case 'dense':
    case 'depthwiseConv2d':
    case 'transposedConv2d':
      return activated;
    case 'separableConv2d':
      return activated + 2 * sizeOf(step.outputShape.slice(0, 2)) * depthwiseChannels(step);
    case 'locallyConnected2d':
      return activated + 9 * windows(step);
    case 'maxPool':
      return 2 * out + 2 * numericPadding(step);
    case 'avgPool':
      return 2 * out + (padded(step) > 0 ? 2 * padded(step) + 2 * out : 0);
    case 'minPool':
      return 4 * out + 2 * into + 2 * padded(step);
    case 'maxUnpool':
      return 2 * out + 2 * into;
    case 'upSample':
      return (step.params.method === 'bilinear' ? 19 : 3) * out;
    case 'activation':
      return (ownActivation[String(step.params.function)] ?? 2) * out;
    case 'batchNorm':
      return (isFused(backend) ? 2 : 7) * out;
    case 'groupNorm':
      return 9 * out;
    case 'localResponseNorm':
      return 10 * out;
    case 'layerNorm':
      return 9.5 * out;
    case 'dropout':
      return 5 * out;
    case 'prelu':
      return 3.6 * out;
    case 'maxout':
      return 4 * into + 2.5 * out;
    case 'gaussianSampling':
      return 14 * out;
    case 'average':
    case 'multiply':
      return (step.inputs.length + 1) * out;
    case 'crop':
      return 2 * out + 2 * into;
    case 'pixelClassifier':
      return 4 * out;
    case 'reconstruction':
      return (step.params.loss === 'binaryCrossEntropy' ? 5 : 3) * out;
    default:
      return 2 * out;
  }
}

/** Whether a convolution is one of tf.js's own layers, without dilation. */
const isPlain = ({ params }: Step): boolean => Math.max(...pair((params.dilation ?? 1) as Size)) === 1;

function depthwiseChannels({ inputShapes, params }: Step): number {
  return (inputShapes[0]?.[2] ?? 0) * Number(params.multiplier ?? 1);
}

/** Values of all windows laid out as rows: each place's own taps. */
function windows({ params, inputShapes, outputShape }: Step): number {
  const [rows = 0, columns = 0] = outputShape;
  const [height, width] = pair(params.kernel as Size);
  return rows * columns * height * width * (inputShapes[0]?.[2] ?? 0);
}

/** Values of the step's input with explicit padding added; 0 where the padding is none or is left to the kernel. */
function numericPadding({ params, inputShapes }: Step): number {
  const { padding } = params;
  if (padding === undefined || typeof padding === 'string' || typeof padding === 'boolean') return 0;
  const [rows, columns] = pair(padding as Size);
  const [height = 0, width = 0, channels = 0] = inputShapes[0] ?? [];
  return rows + columns === 0 ? 0 : (height + 2 * rows) * (width + 2 * columns) * channels;
}

/** As `numericPadding`, for poolings that add what `same` asks for themselves. */
function padded(step: Step): number {
  const { params, inputShapes } = step;
  if (params.padding !== 'same') return numericPadding(step);
  const [height = 0, width = 0, channels = 0] = inputShapes[0] ?? [];
  const [rows, columns] = pair(params.size as Size);
  const [down, right] = pair((params.stride ?? params.size) as Size);
  const more = (size: number, window: number, stride: number) =>
    Math.max((Math.ceil(size / stride) - 1) * stride + window - size, 0);
  const [below, beside] = [more(height, rows, down), more(width, columns, right)];
  return below + beside === 0 ? 0 : (height + below) * (width + beside) * channels;
}
