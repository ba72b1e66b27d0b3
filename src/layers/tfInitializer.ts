// The weights' fields as tf.js's own objects; apart from the fields, which the file format and the forms know too.
import type { InitializerName } from './initializers';
import type { KernelStart, Tf } from './tfTypes';

type Start = Pick<KernelStart, 'initializer' | 'initializerValue'>;

/** How many products each output value sums, and how many each input value takes part in. */
export interface Fans {
  readonly in: number;
  readonly out: number;
}

/**
 * The tf.js initialiser; `seed` makes equal networks start equal.
 * tf.js (as Keras does) reads the fans off the last two axes of the tensor, [height, width, in, out], which is wrong
 * for any other layout: a depthwise kernel would count all channels where each output sums one. For those give the
 * true `fans` and the tensor's `shape`; the deviation is then what He and Glorot derived.
 */
export function initializerOf(
  tf: Tf,
  { initializer, initializerValue }: Start,
  seed: number,
  other?: { readonly fans: Fans; readonly shape: readonly number[] },
) {
  switch (initializer) {
    case 'normal':
      return tf.initializers.randomNormal({ mean: 0, stddev: Math.abs(initializerValue), seed });
    case 'zeros':
      return tf.initializers.zeros();
    case 'constant':
      return tf.initializers.constant({ value: initializerValue });
    default: {
      const { of, ...scaling } = scaled[initializer];
      if (!other) return tf.initializers[of]({ seed });
      const scale = (scaling.scale * fan(scaling.mode, readOff(other.shape))) / fan(scaling.mode, other.fans);
      return tf.initializers.varianceScaling({ ...scaling, scale, seed });
    }
  }
}

/** Variance: scale / fan. He et al. 2015, equation 10; Glorot & Bengio 2010, equation 16; LeCun et al. 1998, 4.6. */
const scaled = {
  heNormal: { of: 'heNormal', scale: 2, mode: 'fanIn', distribution: 'normal' },
  heUniform: { of: 'heUniform', scale: 2, mode: 'fanIn', distribution: 'uniform' },
  glorotNormal: { of: 'glorotNormal', scale: 1, mode: 'fanAvg', distribution: 'normal' },
  glorotUniform: { of: 'glorotUniform', scale: 1, mode: 'fanAvg', distribution: 'uniform' },
  lecunNormal: { of: 'leCunNormal', scale: 1, mode: 'fanIn', distribution: 'normal' },
  lecunUniform: { of: 'leCunUniform', scale: 1, mode: 'fanIn', distribution: 'uniform' },
} as const satisfies Partial<Record<InitializerName, object>>;

const fan = (mode: 'fanIn' | 'fanAvg', fans: Fans): number =>
  mode === 'fanIn' ? fans.in : (fans.in + fans.out) / 2;

/** The fans that tf.js reads off a tensor of three to five axes. */
function readOff(shape: readonly number[]): Fans {
  const taps = shape.slice(0, -2).reduce((n, d) => n * d, 1);
  return { in: taps * (shape.at(-2) ?? 1), out: taps * (shape.at(-1) ?? 1) };
}

/** The tf.js regulariser l1·Σ|w| + l2·Σw²; undefined where both are 0, so that no operation is spent on it. */
export const regularizerOf = (tf: Tf, { l1, l2 }: Pick<KernelStart, 'l1' | 'l2'>) =>
  l1 === 0 && l2 === 0 ? undefined : tf.regularizers.l1l2({ l1, l2 });

/** For a stock tf.js layer whose weights are a `kernel` [height, width, in, out] and a `bias` that starts at 0. */
export function kernelOptions(tf: Tf, p: Omit<KernelStart, 'seed'>, seed: number) {
  const kernelRegularizer = regularizerOf(tf, p);
  return {
    kernelInitializer: initializerOf(tf, p, seed),
    biasInitializer: 'zeros' as const,
    ...(kernelRegularizer ? { kernelRegularizer } : {}),
  };
}
