// A convolution that trains as one operation with its bias and activation: tf.js's own makes three of them there. It takes
// that layer's place, under its name, and is that layer wherever it is not being trained.
import { convBiasActivation } from '../kernels/ops/convBiasActivation';
import type { Conv2dConfig, Tf, TfLayer } from '../layers/tfTypes';
import { onlyTensor, type Tensor } from './onlyTensor';

type Variable = ReturnType<TfLayer['addWeight']>;
/** What of the stock layer the subclass reads; the bias is missing where the layer has none. */
type Stock = TfLayer & {
  readonly kernel: Variable;
  readonly bias?: Variable | null;
  readonly strides: readonly [number, number];
  readonly padding: string;
  readonly dataFormat: string;
  readonly dilationRate: number | readonly [number, number];
  readonly activation: {
    readonly getClassName: () => string;
    readonly apply: (x: Tensor) => Tensor;
  };
};

export function makeConv2d(tf: Tf) {
  // tf.js does not export the class, only what makes instances of it.
  const StockLayer = tf.layers.conv2d({ filters: 1, kernelSize: 1 }).constructor as new (
    config: Conv2dConfig,
  ) => Stock;
  class Conv2D extends StockLayer {
    static readonly className = 'Conv2D';

    /** [batch, height, width, channels] → [batch, height′, width′, filters]. */
    override call(inputs: Tensor | Tensor[], kwargs: Parameters<Stock['call']>[1]) {
      const { padding, strides, dilationRate } = this;
      const pads = padding === 'same' || padding === 'valid';
      if (!kwargs.training || this.dataFormat !== 'channelsLast' || !pads) return super.call(inputs, kwargs);
      const x = onlyTensor(this, inputs);
      const name = this.activation.getClassName();
      const fused = name === 'relu' ? 'relu' : 'linear';
      return tf.tidy(() => {
        const y = convBiasActivation(tf, x, this.kernel.read(), this.bias?.read(), {
          strides,
          pad: padding,
          dilations: typeof dilationRate === 'number' ? [dilationRate, dilationRate] : dilationRate,
          activation: fused,
        });
        return name === fused ? y : this.activation.apply(y);
      });
    }
  }
  tf.serialization.registerClass(Conv2D as never);
  return Conv2D;
}
