// What the custom layers with a kernel share: their settings as JSON, a kernel that starts as the settings say, and a
// bias that starts at 0.
import { type Fans, initializerOf, regularizerOf } from '../layers/tfInitializer';
import type { KernelConfig, Tf, TfLayer } from '../layers/tfTypes';
import { onlyTensor, type Tensor } from './onlyTensor';

export type Tensor4D = ReturnType<Tf['tensor4d']>;
type Variable = ReturnType<TfLayer['addWeight']>;
type Saved = ReturnType<TfLayer['getConfig']>;

export function makeKernelLayer(tf: Tf) {
  abstract class KernelLayer<C extends KernelConfig> extends tf.layers.Layer {
    protected readonly settings: C;
    private kernel: Variable | undefined;
    private bias: Variable | undefined;

    constructor(config: C) {
      super({ ...config });
      // tf.js puts this into every configuration that it loads.
      const { customObjects: _, ...settings } = config as C & { readonly customObjects?: unknown };
      this.settings = settings as unknown as C;
    }

    /** The layer's values without the bias, from the image and the kernel that `addWeights` made. */
    protected abstract compute(x: Tensor4D, kernel: Tensor): Tensor;

    /** Called by `build`. `fans`: see `initializerOf`; `bias` is that tensor's shape. */
    protected addWeights(shape: readonly number[], fans: Fans, bias: readonly number[]): void {
      const { start, useBias } = this.settings;
      const initializer = initializerOf(tf, start, start.seed, { fans, shape });
      this.kernel = this.addWeight('kernel', [...shape], 'float32', initializer, regularizerOf(tf, start));
      if (useBias) this.bias = this.addWeight('bias', [...bias], 'float32', tf.initializers.zeros());
    }

    override call(inputs: Tensor | Tensor[]): Tensor {
      const x = onlyTensor(this, inputs) as Tensor4D;
      const { kernel, bias } = this;
      if (!kernel) throw new Error(`${this.name}: called before it was built`);
      return tf.tidy(() => {
        const sum = this.compute(x, kernel.read());
        return bias ? tf.add(sum, bias.read()) : sum;
      });
    }

    override getConfig(): Saved {
      // JSON it is; only tf.js's type does not take arrays that are read-only.
      return { ...(this.settings as unknown as Saved), ...super.getConfig() };
    }
  }
  return KernelLayer;
}

/** Output length of a convolution along one axis, as tf.js has it. */
export function convLength(
  length: number | null,
  { padding, kernelSize, strides, dilationRate }: SlidingSettings,
  axis: 0 | 1,
): number | null {
  if (length === null) return null;
  if (padding === 'same') return Math.ceil(length / strides[axis]);
  return Math.floor((length - 1 - dilationRate[axis] * (kernelSize[axis] - 1)) / strides[axis]) + 1;
}

interface SlidingSettings extends KernelConfig {
  readonly dilationRate: readonly [number, number];
  readonly padding: 'same' | 'valid';
}
