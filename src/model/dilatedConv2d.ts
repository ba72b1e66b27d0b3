// A convolution with dilation, by tf.conv2d and an addition: tf.js's own Conv2D layer fuses the two, and the fused
// operation has no gradient for dilations above 1. `kernels/gradients` supplies that of tf.conv2d.
import { initializerOf } from '../layers/tfInitializer';
import type { DilatedConvConfig, Tf } from '../layers/tfTypes';

type Tensor4D = ReturnType<Tf['tensor4d']>;
type Variable = ReturnType<InstanceType<Tf['layers']['Layer']>['addWeight']>;

export function makeDilatedConv2d(tf: Tf) {
  class DilatedConv2D extends tf.layers.Layer {
    static readonly className = 'DilatedConv2D';
    private readonly settings: DilatedConvConfig;
    private filter: Variable | undefined;
    private bias: Variable | undefined;

    constructor(config: DilatedConvConfig) {
      super({ name: config.name });
      this.settings = config;
    }

    /** Input [batch, height, width, channels]; filter [kernel height, kernel width, channels, filters]. */
    override build(shape: number[]): void {
      const { kernelSize, filters, useBias } = this.settings;
      const weights = initializerOf(tf, this.settings.initializer, this.settings.seed);
      this.filter = this.addWeight('kernel', [...kernelSize, shape[3] ?? 0, filters], 'float32', weights);
      if (useBias) this.bias = this.addWeight('bias', [filters], 'float32', tf.initializers.zeros());
      super.build(shape);
    }

    override computeOutputShape([batch = null, height = null, width = null]: (number | null)[]) {
      const { filters } = this.settings;
      return [batch, this.length(height, 0), this.length(width, 1), filters];
    }

    private length(input: number | null, axis: 0 | 1): number | null {
      const { kernelSize, dilationRate, padding } = this.settings;
      if (input === null || padding === 'same') return input;
      return input - dilationRate[axis] * (kernelSize[axis] - 1);
    }

    override call(inputs: Tensor4D | Tensor4D[]): Tensor4D {
      const x = Array.isArray(inputs) ? inputs[0] : inputs;
      const { filter, bias } = this;
      if (!x || !filter) throw new Error(`${this.name}: called without an input or before it was built`);
      const { padding, dilationRate } = this.settings;
      return tf.tidy(() => {
        const sum = tf.conv2d(x, filter.read() as Tensor4D, 1, padding, 'NHWC', [...dilationRate]);
        return bias ? tf.add(sum, bias.read()) : sum;
      });
    }

    override getConfig() {
      const { kernelSize, dilationRate, ...own } = this.settings;
      return { ...super.getConfig(), ...own, kernelSize: [...kernelSize], dilationRate: [...dilationRate] };
    }
  }
  tf.serialization.registerClass(DilatedConv2D);
  return DilatedConv2D;
}
