// The forward pass of a convolution by our own compiled kernels, where helpers make it faster than XNNPACK's on its fewer
// threads; alone ours measured up to a seventh slower.
import * as tf from '@tensorflow/tfjs';
import { type BackendWasm, getThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import { allFloat, allocate } from './heap';
import { correlateAll, type Output, type Pass } from './ownCorrelate';
import { type Info, inputImages } from './ownImages';
import { ownKernel } from './ownKernel';
import { type OwnKernels, pointer } from './ownModule';
import { threadsOf } from './team';

type Four = [number, number, number, number];

type Attrs = Pick<tf.Conv2DAttrs, 'strides' | 'pad' | 'dataFormat' | 'dilations' | 'dimRoundingMode'>;

/** What a forward pass is asked for, where our kernel takes it. */
function infoOf(
  own: OwnKernels,
  x: tf.TensorInfo,
  filter: tf.TensorInfo,
  { strides, dilations, pad, dataFormat, dimRoundingMode }: Attrs,
): Info | undefined {
  if (threadsOf(own) <= getThreadsCount() || dataFormat !== 'NHWC' || !allFloat(x, filter)) return undefined;
  const shapes = [x.shape as Four, filter.shape as Four] as const;
  const info = tf.backend_util.computeConv2DInfo(...shapes, strides, dilations, pad, dimRoundingMode);
  const { dilationHeight, dilationWidth, strideHeight, strideWidth } = info;
  // With a stride, laying out the whole image costs what the second thread gains.
  return dilationHeight * dilationWidth * strideHeight * strideWidth === 1 ? info : undefined;
}

/** `y[n,p,q,o] = Σ_{i,j,c} x[n, p+i−top, q+j−left, c] · W[i,j,c,o]`, NHWC, without stride or dilation. */
export const ownConv2D = ownKernel<tf.Conv2DInputs, tf.Conv2DAttrs>(
  tf.Conv2D,
  ({ inputs: { x, filter }, attrs, backend }, own) => {
    const info = infoOf(own, x, filter, attrs);
    return info && forward(own, backend, info, x, filter);
  },
);

/** The same with a bias, and with ReLU or nothing after it. */
export const ownFusedConv2D = ownKernel<tf.FusedConv2DInputs, tf.FusedConv2DAttrs>(
  tf.FusedConv2D,
  ({ inputs: { x, filter, bias, preluActivationWeights }, attrs, backend }, own) => {
    // tf.js types them as there, but the last two may be missing.
    const [added, slopes] = [bias, preluActivationWeights] as (tf.TensorInfo | undefined)[];
    const { activation } = attrs;
    const isKnown = activation === 'linear' || !activation || (activation === 'relu' && added);
    if (!isKnown || slopes || (added && !fitsChannels(added, filter))) return undefined;
    const info = infoOf(own, x, filter, attrs);
    const after = added && { at: pointer(backend, added), isRelu: activation === 'relu' };
    return info && forward(own, backend, info, x, filter, after);
  },
);

const fitsChannels = (bias: tf.TensorInfo, filter: tf.TensorInfo): boolean =>
  bias.shape.length === 1 && bias.shape[0] === filter.shape[3] && allFloat(bias);

function forward(
  own: OwnKernels,
  backend: BackendWasm,
  info: Info,
  x: tf.TensorInfo,
  filter: tf.TensorInfo,
  bias?: Output['bias'],
): tf.TensorInfo {
  const { inChannels, outChannels, filterHeight, filterWidth, outHeight, outWidth } = info;
  const y = allocate(backend, info.outShape);
  const at = pointer(backend, filter);
  const pass: Pass = {
    taps: [filterHeight, filterWidth],
    from: [0, 0],
    size: [outHeight, outWidth],
    to: [0, 0],
    step: [1, 1],
    weightAt: (i, j) => at + (i * filterWidth + j) * inChannels * outChannels * 4,
    weightSteps: [outChannels * 4, 4],
  };
  const size = { height: outHeight, width: outWidth, channels: outChannels };
  const output = { at: pointer(backend, y), ...size, ...(bias && { bias }) };
  correlateAll(own, backend, inputImages(backend, info, x), [pass], output);
  return y;
}
