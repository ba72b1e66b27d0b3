// Convolution, bias and activation as one operation that can be trained. tf.js fuses them only while no gradient is
// asked for; in training it makes and keeps a tensor for each. Here the fused kernel, which every backend has, is given a
// gradient: it needs x, the filter and y alone, because y > 0 where what entered ReLU was.
import { type ReluBiasGradInputs, reluBiasGrad } from './names';
import { nth, type Tensor, type Tf, tryOwn } from './ownKernel';

export type ConvActivation = 'linear' | 'relu';

export interface ConvSettings {
  readonly strides: readonly [number, number];
  /** As tf.conv2d takes it, padding spelled out included. */
  readonly pad: Parameters<Tf['conv2d']>[3];
  /** Above 1 the strides are 1, and `registerGradients` must have been called. */
  readonly dilations: readonly [number, number];
  readonly activation: ConvActivation;
}

/**
 * `activation(Σ x·W + b)`: x [batch, height, width, c], filter [kh, kw, c, o], bias [o] or left out. Differentiable in all
 * three; no gradient is computed that nothing asks for, such as that of a first layer's images.
 */
export function convBiasActivation(
  tf: Tf,
  x: Tensor,
  filter: Tensor,
  bias: Tensor | undefined,
  { strides, pad, dilations, activation }: ConvSettings,
): Tensor {
  if (!tf.getGradient(tf.FusedConv2D)) tf.registerGradient(gradientOf(tf));
  const attrs = { strides: [...strides], pad, dilations: [...dilations], dataFormat: 'NHWC', activation };
  const inputs: Record<string, Tensor> = bias ? { x, filter, bias } : { x, filter };
  return tf.engine().runKernel(tf.FusedConv2D, inputs, attrs as object as Attrs) as Tensor;
}

type Config = Parameters<Tf['registerGradient']>[0];
type Attrs = Parameters<Config['gradFunc']>[2];

/**
 * With dz the gradient where the activation is entered, `dz = dy` where y > 0 (ReLU) or everywhere: `db = Σ dz` over
 * images and pixels, and x and filter get the gradients of a convolution without bias.
 * tf.js calls the kernel itself only where no tape is kept, and never meets this.
 */
const gradientOf = (tf: Tf): Config => ({
  kernelName: tf.FusedConv2D,
  inputsToSave: ['x', 'filter'],
  outputsToSave: [true],
  gradFunc: (dy, saved, attrs) => {
    const { activation } = attrs as object as ConvSettings;
    const { dz, dbias } = beforeActivation(tf, dy as Tensor, nth(saved, 2), activation);
    const convolution = tf.getGradient(tf.Conv2D);
    const of = convolution.gradFunc(dz, saved.slice(0, 2), attrs);
    return { ...of, bias: dbias };
  },
});

interface BeforeActivation {
  readonly dz: Tensor;
  readonly dbias: () => Tensor;
}

function beforeActivation(tf: Tf, dy: Tensor, y: Tensor, activation: ConvActivation): BeforeActivation {
  const summed = (dz: Tensor) => () => tf.sum(dz, [0, 1, 2]);
  if (activation === 'linear') return { dz: dy, dbias: summed(dy) };
  const inputs: ReluBiasGradInputs<Tensor> = { dy, y };
  const own = tryOwn(tf, reluBiasGrad, { ...inputs }, {}, 2);
  if (own) return { dz: nth(own, 0), dbias: () => nth(own, 1) };
  const dz = tf.tidy(() => tf.getGradient(tf.Relu).gradFunc(dy, [y], {}).x?.() as Tensor);
  return { dz, dbias: summed(dz) };
}
